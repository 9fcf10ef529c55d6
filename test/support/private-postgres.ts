/**
 * A PostgreSQL of the tests' own, from the binaries of this machine: in a temporary folder, on a free port of loopback, and
 * gone with the process that started it, however that one ends.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, chownSync, constants, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { Writable } from 'node:stream'

export interface PrivatePostgres extends AsyncDisposable {
  /** Of its superuser, without a database at its end. */
  readonly url: string
  /** Ends it as an administrator does: connections are broken off, what is committed stays. Resolves when it is gone. */
  stop(): Promise<void>
  /** On the same port, with the same data. */
  start(): Promise<void>
}

export interface PostgresOrder {
  /** `yes`: every commit reaches the disk, as it must where a test kills the server. */
  readonly durable: 'yes' | 'no'
}

/** A folder that holds `initdb` and `postgres`; `undefined` where this machine has none. */
export function findPostgres(): string | undefined {
  const packaged = '/usr/lib/postgresql'
  const versions = readIfThere(packaged).toSorted((a, b) => Number(b) - Number(a))
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...versions.map((version) => join(packaged, version, 'bin')),
  ]
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => isExecutable(join(folder, name))))
}

export async function startPostgres(bin: string, { durable }: PostgresOrder): Promise<PrivatePostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'everthread-postgres-'))
  const user = unprivileged()
  if (user) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const settings = ['--no-locale', '--encoding=UTF8', '--auth=trust', '--username=everthread', '--no-sync']
  execFileSync(join(bin, 'initdb'), [...settings, '--pgdata', data], {
    cwd: folder,
    stdio: 'ignore',
    ...user,
  })
  const port = await freePort()
  const server = { bin, folder, data, port, durable, user }
  let running = await run(server)
  return {
    url: `postgres://everthread@127.0.0.1:${port}`,
    stop: () => end(running),
    start: async () => {
      running = await run(server)
    },
    [Symbol.asyncDispose]: async () => {
      await end(running)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

interface Server {
  readonly bin: string
  readonly folder: string
  readonly data: string
  readonly port: number
  readonly durable: 'yes' | 'no'
  readonly user: User | undefined
}

/**
 * Runs the server until it reads a word, and keeps the data; at the end of its input, which is ours, it removes them.
 * `INT` is PostgreSQL's fast shutdown.
 *
 * @NOTE Detached: what interrupts a test run from the keyboard leaves the order to us.
 */
const GUARD = `folder=$1; shift
"$@" & server=$!
( read -r _ <&3; said=$?; kill -INT $server; exit $said ) & watch=$!
wait $server || kill $watch
wait $watch
[ $? != 1 ] || rm -rf "$folder"`

async function run({ bin, folder, data, port, durable, user }: Server): Promise<ChildProcess> {
  const settings = [
    ...['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'max_connections=200'],
    ...(durable === 'yes' ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ].flatMap((setting) => ['-c', setting])
  const command = [join(bin, 'postgres'), '-D', data, ...settings]
  const child = spawn('/bin/sh', ['-c', GUARD, 'guard', folder, ...command], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    ...user,
  })
  let said = ''
  const ready = Promise.withResolvers<void>()
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text
    if (said.includes('ready to accept connections')) ready.resolve()
  })
  child.once('exit', () => ready.reject(new Error(`PostgreSQL did not start:\n${said}`)))
  await ready.promise
  return child
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  const input = child.stdio[3]
  if (input instanceof Writable) input.end('keep\n')
  await ended
}

interface User {
  readonly uid: number
  readonly gid: number
}

/** PostgreSQL refuses to run as root: the user that its package made, or nobody. */
function unprivileged(): User | undefined {
  if (process.getuid?.() !== 0) return undefined
  const name = idOf('-u', 'postgres') === undefined ? 'nobody' : 'postgres'
  return { uid: idOf('-u', name) ?? 65_534, gid: idOf('-g', name) ?? 65_534 }
}

function idOf(which: '-u' | '-g', name: string): number | undefined {
  try {
    return Number(execFileSync('id', [which, name], { stdio: ['ignore', 'pipe', 'ignore'] }))
  } catch {
    return undefined // There is no such user.
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

function readIfThere(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return [] // Not packaged here.
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false // Not there, or not for us.
  }
}
