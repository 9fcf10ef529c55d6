/** The sandbox's speed: `/me` beside a bare server of node:http that answers with the same bytes, and `createSandbox()`. */
import { join } from 'node:path'
import { createSandbox } from '@everthread/sandbox'
import { REPOSITORY } from '../test/support/repository.ts'
import { type RunningProcess, startProcess } from '../test/support/running-process.ts'
import { keepAsking } from './keep-asking.ts'
import type { Figure } from './figure.ts'
import type { BenchOptions } from './main.ts'
import { median, middleHalf } from './samples.ts'
import { startSandboxProcess } from './sandbox-process.ts'
import { inTurns } from './turns.ts'

const SLICE_MS = 1_000

export async function benchSandbox({ quick }: BenchOptions): Promise<Figure[]> {
  return [await throughput(quick ? 2 : 10), await creation(quick ? 20 : 200)]
}

async function throughput(rounds: number): Promise<Figure> {
  await using sandbox = await startSandboxProcess()
  const path = `/v1.0/me?fields=id,username,threads_profile_picture_url&access_token=${sandbox.token}`
  await using bare = await startBareServer(`${sandbox.url}${path}`)
  const perSecond = async (port: number): Promise<number> =>
    ((await keepAsking({ port, path, forMs: SLICE_MS })) / SLICE_MS) * 1000
  const { ours, theirs } = await inTurns(
    { ours: () => perSecond(Number(new URL(sandbox.url).port)), theirs: () => perSecond(bare.port) },
    rounds,
  )
  return {
    what: 'sandbox, GET /me',
    value: median(ours) / median(theirs),
    unit: '×',
    atLeast: 0.4,
    detail: `of a bare node:http server: ${median(ours).toFixed(0)} and ${median(theirs).toFixed(0)} per second`,
  }
}

async function startBareServer(url: string): Promise<AsyncDisposable & { readonly port: number }> {
  const response = await fetch(url)
  // Node writes these itself, as it does for the sandbox.
  const { date: _, connection: __, 'keep-alive': ___, ...headers } = Object.fromEntries(response.headers)
  const answer = JSON.stringify({ status: response.status, headers, body: await response.text() })
  if (!response.ok) throw new Error(`the sandbox answered ${answer}`)
  const server: RunningProcess = startProcess({
    command: process.execPath,
    args: [join(import.meta.dirname, 'bare-server.js'), answer],
    cwd: REPOSITORY,
    env: {},
  })
  await server.said('}\n', 'stdout')
  const { port } = JSON.parse(server.stdout()) as { readonly port: number }
  return { port, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

async function creation(rounds: number): Promise<Figure> {
  const { create } = await inTurns({ create: timeOfCreation }, rounds)
  return {
    what: 'createSandbox()',
    value: median(create),
    unit: 'ms',
    atMost: 30,
    detail: middleHalf(create),
  }
}

/** Milliseconds until it listens. */
async function timeOfCreation(): Promise<number> {
  const from = performance.now()
  await using sandbox = await createSandbox()
  void sandbox
  return performance.now() - from
}
