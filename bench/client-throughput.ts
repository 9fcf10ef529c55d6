/** What the client costs: `getMe` beside the same requests sent by the `fetch` that it was given. */
import { getMe, Secret } from '@everthread/client'
import { startAnsweringServer } from './answering-server.ts'
import type { Figure } from './figure.ts'
import type { BenchOptions } from './main.ts'
import { median } from './samples.ts'
import { inTurns } from './turns.ts'

const SLICE_MS = 1_000
const IN_FLIGHT = 16
const TOKEN = new Secret('THAAbench')
const PROFILE = { id: '34782204798093277', username: 'anna', name: 'Anna' }
const ANSWER = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(PROFILE),
}

export async function benchClientThroughput({ quick }: BenchOptions): Promise<Figure[]> {
  await using server = await startAnsweringServer(ANSWER)
  const baseUrl = `http://127.0.0.1:${server.port}`
  const { ours, theirs } = await inTurns(
    {
      ours: () => perSecond(() => getMe({ fetch, baseUrl }, { token: TOKEN })),
      theirs: () => perSecond(() => bareGet(baseUrl)),
    },
    quick ? 2 : 10,
  )
  return [
    {
      what: '@everthread/client, getMe',
      value: median(ours) / median(theirs),
      unit: '×',
      atLeast: 0.85,
      detail: `of the bare fetch: ${median(ours).toFixed(0)} and ${median(theirs).toFixed(0)} per second, ${IN_FLIGHT} in flight`,
    },
  ]
}

async function bareGet(baseUrl: string): Promise<unknown> {
  const response = await fetch(
    `${baseUrl}/v1.0/me?fields=id%2Cusername%2Cname%2Cthreads_profile_picture_url`,
    {
      headers: { accept: 'application/json', authorization: `Bearer ${TOKEN.reveal()}` },
    },
  )
  return response.json()
}

async function perSecond(call: () => Promise<unknown>): Promise<number> {
  const end = performance.now() + SLICE_MS
  let answered = 0
  const keepCalling = async (): Promise<void> => {
    while (performance.now() < end) {
      await call()
      answered += 1
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, keepCalling))
  return (answered / SLICE_MS) * 1000
}
