/**
 * Waits on this machine's loopback for the browser to come back with the answer. It goes on waiting after anything that
 * is not this login's answer: a favicon, a preview, an older tab, another login's `state`.
 *
 * A redirect URI on loopback is served as it is, over TLS with a certificate made for the occasion. For somebody's own
 * HTTPS address TLS ends at their reverse proxy, so plain HTTP waits on loopback for what the proxy hands on.
 */
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { finished } from 'node:stream/promises'
import type { Secret } from '@everthread/client'
import { isLoopbackHost } from '../net/loopback-host.ts'
import type { Language } from '../words/language.ts'
import { readLoginAnswer } from './login-answer.ts'
import { renderLoginPage } from './login-page.ts'
import { createLoopbackCertificate } from './loopback-certificate.ts'
import { PLAIN_PAGE_HEADERS } from './plain-page.ts'

/** Where a callback that a reverse proxy hands on is waited for. */
export const FORWARD_PORT = 4281

export const LISTEN_CODES = {
  /** Another program has the port. */
  portTaken: 'port-taken',
  /** A port below 1024, and no right to it. */
  portForbidden: 'port-forbidden',
} as const

export type ListenCode = (typeof LISTEN_CODES)[keyof typeof LISTEN_CODES]

export class LoopbackListenError extends Error {
  override readonly name = 'LoopbackListenError'
  readonly code: ListenCode
  readonly port: number

  constructor(code: ListenCode, port: number) {
    super(`cannot listen on loopback port ${port}: ${code}`)
    this.code = code
    this.port = port
  }
}

export interface LoopbackServerOptions {
  readonly redirectUri: URL
  readonly state: string
  readonly language: Language
  /** For a redirect URI that is not on loopback; {@link FORWARD_PORT} unless given. */
  readonly forwardPort?: number
  /** An answer to another login was refused. */
  readonly onWrongState: () => void
}

export interface LoopbackServer extends AsyncDisposable {
  readonly port: number
  /** The first answer to this login, after its page was sent. Pending for ever if none comes. */
  readonly answer: Promise<{ kind: 'granted'; code: Secret } | { kind: 'denied' }>
}

/** Where the answer arrives on this machine. */
export function loginPort(redirectUri: URL, forwardPort = FORWARD_PORT): number {
  if (!isLoopbackHost(redirectUri.hostname)) return forwardPort
  return Number(redirectUri.port || (redirectUri.protocol === 'https:' ? 443 : 80))
}

/** Throws `LoopbackListenError`. */
export async function startLoopbackServer(options: LoopbackServerOptions): Promise<LoopbackServer> {
  const { redirectUri, forwardPort } = options
  const port = loginPort(redirectUri, forwardPort)
  const { promise: answer, resolve } = Promise.withResolvers<Awaited<LoopbackServer['answer']>>()
  const answerRequest = (request: IncomingMessage, response: ServerResponse): void => {
    void respond(request, response, options).then((end) => end && resolve(end))
  }
  const isSecure = redirectUri.protocol === 'https:' && isLoopbackHost(redirectUri.hostname)
  const certificate = isSecure ? await createLoopbackCertificate() : undefined
  const createServer = (): Server =>
    certificate ? createHttpsServer(certificate, answerRequest) : createHttpServer(answerRequest)
  const listeners = await listenOnAll(hostsFor(redirectUri), { port, createServer })
  return {
    port,
    answer,
    [Symbol.asyncDispose]: async () => {
      await Promise.all(listeners.map((listener) => listener[Symbol.asyncDispose]()))
    },
  }
}

/** Browsers take either family for `localhost`, some the one and some the other first. */
function hostsFor({ hostname }: URL): readonly string[] {
  if (hostname === '[::1]') return ['::1']
  return hostname === 'localhost' || hostname.endsWith('.localhost') ? ['127.0.0.1', '::1'] : ['127.0.0.1']
}

type Outcome = Awaited<LoopbackServer['answer']> | undefined

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  { redirectUri, state, language, onWrongState }: LoopbackServerOptions,
): Promise<Outcome> {
  const answer = readLoginAnswer(`${redirectUri.origin}${request.url ?? ''}`, state)
  const isRead = request.method === 'GET'
  const page = isRead ? answer.kind : 'unusable'
  response.writeHead(isRead ? STATUSES[page] : 405, { ...PLAIN_PAGE_HEADERS, connection: 'close' })
  response.end(renderLoginPage(page, language))
  if (page === 'wrong-state') onWrongState()
  // The person has agreed whether or not the page reaches the browser.
  await finished(response).catch(() => undefined)
  if (!isRead || answer.kind === 'wrong-state' || answer.kind === 'unusable') return undefined
  if (answer.kind === 'granted') return answer
  // From outside anybody could send a refusal without a state, and end a login that is not theirs.
  return answer.proven || isLoopbackHost(redirectUri.hostname) ? { kind: 'denied' } : undefined
}

const STATUSES = { granted: 200, denied: 200, 'wrong-state': 400, unusable: 404 } as const

interface Listening {
  readonly port: number
  readonly createServer: () => Server
}

async function listenOnAll(hosts: readonly string[], listening: Listening): Promise<AsyncDisposable[]> {
  const listeners: AsyncDisposable[] = []
  try {
    for (const host of hosts) {
      const listener = await listenOn(host, listening)
      if (listener) listeners.push(listener)
    }
    return listeners
  } catch (error) {
    for (const listener of listeners) await listener[Symbol.asyncDispose]()
    throw error
  }
}

/** `undefined` when the machine has no such address: no IPv6. */
async function listenOn(
  host: string,
  { port, createServer }: Listening,
): Promise<AsyncDisposable | undefined> {
  const server = createServer()
  const connections = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    connections.add(socket)
    socket.once('close', () => connections.delete(socket))
  })
  try {
    server.listen({ port, host, ipv6Only: true })
    await once(server, 'listening')
  } catch (error) {
    return withoutAddress(error, port)
  }
  return {
    async [Symbol.asyncDispose]() {
      server.close()
      // Browsers open connections ahead of need and keep them; they would keep the process as well.
      for (const socket of connections) socket.destroySoon()
      await once(server, 'close')
    },
  }
}

function withoutAddress(error: unknown, port: number): undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return undefined
  if (code === 'EADDRINUSE') throw new LoopbackListenError(LISTEN_CODES.portTaken, port)
  if (code === 'EACCES') throw new LoopbackListenError(LISTEN_CODES.portForbidden, port)
  throw error
}
