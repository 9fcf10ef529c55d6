/**
 * The memory of a keeper that has nothing to do: `serve` with one adopted account, spoken to over TLS as in production
 * (the sandbox stands behind a TLS end of this bench's own), for a minute.
 */
import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createServer } from 'node:tls'
import { writeFileSync } from 'node:fs'
import { createLoopbackCertificate } from '../packages/everthread/src/connect/loopback-certificate.ts'
import { adoptInto } from '../test/support/adopt.ts'
import { startProcess } from '../test/support/running-process.ts'
import { createTestHome } from '../test/support/test-home.ts'
import { buildEverthread } from './built-everthread.ts'
import type { Figure } from './figure.ts'
import type { BenchOptions } from './main.ts'
import { residentMegabytes } from './resident-memory.ts'
import { median } from './samples.ts'
import { startSandboxProcess } from './sandbox-process.ts'

const LOOK_EVERY_MS = 500

export async function benchIdleKeeper({ quick }: BenchOptions): Promise<Figure[]> {
  using everthread = await buildEverthread()
  await using sandbox = await startSandboxProcess()
  await using tls = await startTlsEnd(Number(new URL(sandbox.url).port))
  using home = createTestHome(tls.url)
  home.write('.env', `THREADS_ACCESS_TOKEN=${sandbox.token}\n`)
  await adoptInto(home, { apiBaseUrl: sandbox.url, token: sandbox.token, file: '.env' })
  const authority = join(home.root, 'authority.pem')
  writeFileSync(authority, tls.certificate)

  await using keeper = startProcess({
    command: process.execPath,
    args: [everthread.program, 'serve'],
    cwd: home.cwd,
    env: { ...home.env, EVERTHREAD_PORT: '0', NODE_EXTRA_CA_CERTS: authority },
  })
  await keeper.said('/healthz')
  const seconds = quick ? 5 : 60
  const samples: number[] = []
  const end = performance.now() + seconds * 1000
  while (performance.now() < end) {
    await sleep(LOOK_EVERY_MS)
    samples.push(residentMegabytes(keeper.pid))
  }
  const calls = tls.connections()
  if (calls === 0) throw new Error('the keeper never spoke to the sandbox')
  return [
    {
      what: 'keeper idle, the most resident memory',
      value: Math.max(...samples),
      unit: 'MB',
      atMost: 100,
      detail: `median ${median(samples).toFixed(1)} MB over ${seconds} s`,
    },
  ]
}

interface TlsEnd extends AsyncDisposable {
  readonly url: string
  /** PEM. */
  readonly certificate: string
  readonly connections: () => number
}

async function startTlsEnd(port: number): Promise<TlsEnd> {
  const { cert, key } = await createLoopbackCertificate()
  let connections = 0
  const server = createServer({ cert, key }, (socket) => {
    connections += 1
    const inner = connect(port, '127.0.0.1')
    socket.pipe(inner).pipe(socket)
    for (const end of [socket, inner])
      end.on('error', () => undefined).on('close', () => (socket.destroy(), inner.destroy()))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address() as AddressInfo
  return {
    url: `https://localhost:${address.port}`,
    certificate: cert,
    connections: () => connections,
    [Symbol.asyncDispose]: async () => void server.close(),
  }
}
