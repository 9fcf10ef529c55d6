/**
 * Every client that Node has (fetch, http, https, undici of any version, and what is built on them) opens its connections
 * with `tls.connect` or `Socket.prototype.connect`. Changed there, none goes past: whatever agent, dispatcher or proxy the
 * program brings. What was to be TLS arrives at the sandbox as plain HTTP.
 */
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import tls from 'node:tls'
import { type Destination, destinationOf } from './destination.ts'

export interface Rerouting {
  /** `THREADS_SANDBOX_URL`, asked for anew with each connection: a test may start its sandbox late. */
  sandboxUrl(): string | undefined
  /** Told of the first connection that was stopped: a program that hides its errors must not hide this one. */
  onRefusal(sentence: string): void
}

/** Changes Node itself, for as long as the process lives. */
export function rerouteSockets(rerouting: Rerouting): void {
  const destination = (args: readonly unknown[]): Destination => {
    const found = destinationOf(hostsIn(args), rerouting.sandboxUrl())
    if (found.kind === 'refused') rerouting.onRefusal(found.sentence)
    return found
  }
  rerouteTls(destination)
  rerouteTcp(destination)
  syncBuiltinESMExports()
}

type FindDestination = (args: readonly unknown[]) => Destination

/** The many forms of arguments that `connect` takes; all of them name the host in a text or in an object. */
type ConnectArguments = readonly unknown[]

/** Node's own, of either module, without its overloads. */
type Connect = (...args: never[]) => net.Socket

function rerouteTls(destination: FindDestination): void {
  const original: Connect = Reflect.get(tls, 'connect')
  const connect = (...args: ConnectArguments): net.Socket => {
    const found = destination(args)
    switch (found.kind) {
      case 'elsewhere':
        return Reflect.apply(original, tls, args)
      case 'sandbox':
        return plainInsteadOfTls(found, args)
      case 'refused':
        return fail(new net.Socket(), found.sentence)
      default:
        return found satisfies never
    }
  }
  Object.assign(tls, { connect })
}

function rerouteTcp(destination: FindDestination): void {
  const original: Connect = Reflect.get(net.Socket.prototype, 'connect')
  function connect(this: net.Socket, ...args: ConnectArguments): net.Socket {
    const found = destination(args)
    switch (found.kind) {
      case 'elsewhere':
        return Reflect.apply(original, this, args)
      case 'sandbox': {
        const { host, port } = found
        return Reflect.apply(original, this, [{ ...optionsIn(args), host, port }, listenerIn(args)])
      }
      case 'refused':
        return fail(this, found.sentence)
      default:
        return found satisfies never
    }
  }
  Object.assign(net.Socket.prototype, { connect })
}

/** A plain connection that says of itself what clients ask a TLS one. */
function plainInsteadOfTls(
  { host, port }: { host: string; port: number },
  args: ConnectArguments,
): net.Socket {
  const { socket: tunnel, timeout } = optionsIn(args)
  // A proxy's tunnel to Meta, through which nothing has gone yet.
  if (tunnel instanceof net.Socket) tunnel.on('error', () => {}).destroy()
  const socket = Object.assign(new net.Socket(), TLS_CLAIMS)
  if (typeof timeout === 'number') socket.setTimeout(timeout)
  const listener = listenerIn(args)
  if (listener) socket.once('secureConnect', listener)
  return socket.once('connect', () => socket.emit('secureConnect')).connect(port, host)
}

const TLS_CLAIMS = {
  encrypted: true,
  authorized: true,
  authorizationError: null,
  /** No HTTP/2 was agreed on. */
  alpnProtocol: false,
  getPeerCertificate: () => ({}),
  getCipher: () => ({}),
  getProtocol: () => null,
  getSession: () => undefined,
  isSessionReused: () => false,
}

/** A tick later: Node 20 and 22 listen for errors only once they have the socket. */
function fail(socket: net.Socket, sentence: string): net.Socket {
  const error = Object.assign(new Error(sentence), { code: 'ERR_SANDBOX_INTERCEPT' })
  process.nextTick(() => socket.destroy(error))
  return socket
}

function hostsIn(args: ConnectArguments): readonly string[] {
  const { host, servername } = optionsIn(args)
  return [host, servername, ...args].filter((name) => typeof name === 'string')
}

/** The options among the arguments; Node hands its own lists on as one array, `[options, listener]`. */
function optionsIn(args: ConnectArguments): Readonly<Record<string, unknown>> {
  const found = args.flat().find((arg) => typeof arg === 'object' && arg !== null)
  return { ...found }
}

function listenerIn(args: ConnectArguments): (() => void) | undefined {
  return args.flat().find((arg): arg is () => void => typeof arg === 'function')
}
