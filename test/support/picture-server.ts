/** A picture on the web, as far as a sandbox on this machine is concerned: a real PNG of 320 by 240. */
import { crc32, deflateSync } from 'node:zlib'
import { type LoopbackServer, serveOnLoopback } from './loopback-server.ts'

export async function servePicture(): Promise<LoopbackServer> {
  const picture = pngOf({ width: 320, height: 240 })
  const server = await serveOnLoopback((_request, response) =>
    response.writeHead(200, { 'content-type': 'image/png' }).end(picture),
  )
  return { ...server, url: `${server.url}/picture.png` }
}

/** A grey picture (PNG, 8 bits of grey, no filter). */
export function pngOf({ width, height }: { width: number; height: number }): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.writeUInt8(8, 8)
  const rows = Buffer.alloc((width + 1) * height, 0x80)
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}
