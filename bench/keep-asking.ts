/**
 * A client that costs little: raw connections, one request at a time on each, and nothing read of an answer but where it
 * ends. With Node's own client the bench would measure the client.
 */
import { connect, type Socket } from 'node:net'

export interface Asking {
  readonly port: number
  readonly path: string
  readonly forMs: number
}

const CONNECTIONS = 16

/** Resolves with how many were answered, all with 200. */
export async function keepAsking({ port, path, forMs }: Asking): Promise<number> {
  const request = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`
  const end = performance.now() + forMs
  const counts = await Promise.all(
    Array.from({ length: CONNECTIONS }, () => askOn(connect(port, '127.0.0.1'), request, end)),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}

function askOn(socket: Socket, request: string, end: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let answered = 0
    let held = ''
    socket.setNoDelay(true).setEncoding('latin1')
    socket.once('error', reject)
    socket.on('data', (more: string) => {
      held += more
      const length = lengthOfAnswer(held)
      if (length === undefined || held.length < length) return
      if (!held.startsWith('HTTP/1.1 200')) return reject(new Error(held.slice(0, length)))
      held = held.slice(length)
      answered += 1
      if (performance.now() < end) return void socket.write(request)
      socket.end()
      resolve(answered)
    })
    socket.write(request)
  })
}

/** In bytes, head and body. `undefined` while the head is not complete. */
function lengthOfAnswer(text: string): number | undefined {
  const headEnd = text.indexOf('\r\n\r\n')
  if (headEnd < 0) return undefined
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, headEnd))?.[1]
  if (length === undefined) throw new Error('the answer does not say how long it is')
  return headEnd + 4 + Number(length)
}
