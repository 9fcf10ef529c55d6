/** The HTTP server: sorts requests into pages, control calls and calls of the API. Whatever comes, it answers. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { ControlPlane } from '../control/control-plane.ts'
import { MetaRefusal } from '../errors/meta-refusal.ts'
import { refusalAnswer } from '../formatters/error-body.ts'
import { findPage } from '../pages/pages.ts'
import type { Answer } from './answer.ts'
import { toHttpDate } from '../time/host.ts'
import type { World } from '../world.ts'
import { splitTarget } from './read-call.ts'
import { createSender, type SendAnswer } from './send.ts'
import { serveApi } from './serve-api.ts'
import { serveControl } from './serve-control.ts'
import { findMediaFile } from './serve-media.ts'

export interface RunningServer {
  readonly url: string
  /** Breaks what is open and resolves when the port is free. */
  close(): Promise<void>
}

export interface ServerOptions {
  readonly host: string
  /** 0: any free one. */
  readonly port: number
}

const CONTROL_PREFIX = '/__sandbox/'

/** Longer than a test, so that a pooled connection is not closed under a client that is about to use it. */
const KEEP_ALIVE_MS = 65_000

/** Rejects when the port is taken or the host is not this machine's. */
export async function startServer(
  world: World,
  plane: ControlPlane,
  options: ServerOptions,
): Promise<RunningServer> {
  const send = createSender(world)
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    // The last line of defence: whatever goes wrong with one request ends that request.
    serve({ world, plane, send }, request, response).catch(() => response.destroy())
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) =>
    refuseBytes(world, error, socket),
  )
  await listening(server, options)
  return { url: urlOf(server, options.host), close: () => closed(server) }
}

interface Parts {
  readonly world: World
  readonly plane: ControlPlane
  readonly send: SendAnswer
}

async function serve(
  { world, plane, send }: Parts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const target = splitTarget(request.url ?? '/')
  // A caller who leaves in the middle is not a failure of the sandbox.
  request.on('error', () => response.destroy())
  if (request.method === 'OPTIONS') return sendPreflight(world, response)
  const page = request.method === 'GET' || request.method === 'HEAD' ? findFile(world, request) : undefined
  if (page) return send(response, page)
  if (target.path.startsWith(CONTROL_PREFIX)) {
    return send(
      response,
      await serveControl(plane, target.path.slice(CONTROL_PREFIX.length).replace(/\/$/, ''), request),
    )
  }
  return serveApi(world, target, { request, response, send })
}

/** What lies at a path for everybody: pages, pictures, media. */
function findFile(world: World, { url = '/', headers }: IncomingMessage): Answer | undefined {
  const target = splitTarget(url)
  return findPage(world, target) ?? findMediaFile(world.media, target.path, headers.range)
}

function sendPreflight(world: World, response: ServerResponse): void {
  response.writeHead(204, {
    date: toHttpDate(world.clock.now()),
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, POST, DELETE, HEAD, OPTIONS',
    'access-control-allow-headers': 'authorization, content-type, *',
    'access-control-max-age': '600',
  })
  response.end()
}

/** Bytes that are no HTTP: Node hands over the bare socket. */
function refuseBytes(world: World, error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy()
  const answer = refusalAnswer(world, new MetaRefusal('request_unreadable'))
  const body = answer.kind === 'json' ? JSON.stringify(answer.body) : ''
  socket.end(
    [
      'HTTP/1.1 400 Bad Request',
      `Date: ${toHttpDate(world.clock.now())}`,
      'Content-Type: application/json; charset=UTF-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  )
}

function listening(server: Server, { host, port }: ServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function urlOf(server: Server, host: string): string {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port')
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
