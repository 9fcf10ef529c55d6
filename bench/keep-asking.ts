/**
 * A client that costs little: raw connections, one request at a time on each, and nothing read of an answer but where it
 * ends. With Node's own client the bench would measure the client.
 */
import { connect, type Socket } from 'node:net'

export interface Asking {
  readonly port: number
  readonly forMs: number
  /** Called once for each connection. */
  readonly talk: () => Talk
}

/** The next request, head and body, given the answer to the one before; the first is given `''`. */
export type Talk = (answer: string) => string

const CONNECTIONS = 16

/** Resolves with how many were answered, all with 200. */
export async function keepAsking({ port, talk, forMs }: Asking): Promise<number> {
  const end = performance.now() + forMs
  stayAwake(end)
  const counts = await Promise.all(
    Array.from({ length: CONNECTIONS }, () => askOn(connect(port, '127.0.0.1'), talk(), end)),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}

/**
 * A client that sleeps must be woken by the server's every write, which costs the server more than a short answer does; and
 * only a server that is slow lets it sleep. So it never does.
 */
function stayAwake(end: number): void {
  if (performance.now() < end) setImmediate(() => stayAwake(end))
}

export function getRequest(path: string): string {
  return `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`
}

/** `form` in ASCII. */
export function postRequest(path: string, form: string): string {
  return `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${form.length}\r\n\r\n${form}`
}

function askOn(socket: Socket, next: Talk, end: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let answered = 0
    let held = ''
    socket.setNoDelay(true).setEncoding('latin1')
    socket.once('error', reject)
    socket.on('data', (more: string) => {
      held += more
      const length = lengthOfAnswer(held)
      if (length === undefined || held.length < length) return
      const answer = held.slice(0, length)
      if (!answer.startsWith('HTTP/1.1 200')) return reject(new Error(answer))
      held = held.slice(length)
      answered += 1
      if (performance.now() < end) return void socket.write(next(answer))
      socket.end()
      resolve(answered)
    })
    socket.write(next(''))
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
