/** An application that is told things by Meta: a real server, which remembers every byte and answers as it is told to. */
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ReceivedCall {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface Receiver {
  readonly url: string
  readonly calls: readonly ReceivedCall[]
  close(): Promise<void>
}

export interface ReceiverAnswer {
  readonly status?: number
  readonly body?: string
}

/** Default: 200 and, where a GET asks for it, the challenge. */
export async function startReceiver(
  answerTo: (call: ReceivedCall) => ReceiverAnswer = echo,
): Promise<Receiver> {
  const calls: ReceivedCall[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://receiver')
      const { method = '', headers } = request
      const call = { method, url, headers, body: Buffer.concat(chunks) }
      calls.push(call)
      const { status = 200, body = '' } = answerTo(call)
      response.writeHead(status).end(body)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export function echo({ url }: ReceivedCall): ReceiverAnswer {
  return { body: url.searchParams.get('hub.challenge') ?? '' }
}
