/** The web, as far as pictures and films lie on it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { filmFile } from './film-file.ts'
import { pngFile } from './picture-file.ts'

export interface MediaServer {
  /** Where a file of that name lies. */
  readonly url: (name: string) => string
}

/** What lies there: bytes, or whatever happens instead. */
export type Files = Readonly<
  Record<string, Uint8Array | ((request: IncomingMessage, response: ServerResponse) => void)>
>

const FILES: Files = { 'picture.png': pngFile({ width: 1080, height: 1080 }), 'film.mp4': filmFile() }

/** A picture and a film, and what else is given. Closed at the end. */
export async function withMedia(
  use: (server: MediaServer) => Promise<void>,
  files: Files = {},
): Promise<void> {
  const all: Files = { ...FILES, ...files }
  const server = createServer((request, response) => {
    const file = all[(request.url ?? '').slice(1)]
    if (typeof file === 'function') file(request, response)
    else response.writeHead(file ? 200 : 404).end(file)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  try {
    await use({ url: (name) => `http://127.0.0.1:${port}/${name}` })
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}
