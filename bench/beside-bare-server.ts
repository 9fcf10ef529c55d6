/** The sandbox beside a bare server of node:http that answers with the same bytes: the least that any sandbox could cost. */
import { type AnsweringServer, startAnsweringServer } from './answering-server.ts'
import type { Figure } from './figure.ts'
import { keepAsking, type Talk } from './keep-asking.ts'
import { median } from './samples.ts'
import { inTurns } from './turns.ts'

export interface Comparison {
  readonly what: string
  /** The sandbox. */
  readonly url: string
  /** An answer of the sandbox: what the bare server says to everything. */
  readonly answer: Response
  /** Of each connection, to either server. */
  readonly talk: () => Talk
  readonly rounds: number
  /** Without one the figure is only shown. */
  readonly atLeast?: number
}

const SLICE_MS = 1_000

export async function besideBareServer(comparison: Comparison): Promise<Figure> {
  const { what, url, talk, rounds, atLeast } = comparison
  await using bare = await startBareServer(comparison.answer)
  const perSecond = async (port: number): Promise<number> =>
    ((await keepAsking({ port, talk, forMs: SLICE_MS })) / SLICE_MS) * 1000
  const { ours, theirs } = await inTurns(
    { ours: () => perSecond(Number(new URL(url).port)), theirs: () => perSecond(bare.port) },
    rounds,
  )
  return {
    what,
    value: median(ours) / median(theirs),
    unit: '×',
    ...(atLeast !== undefined && { atLeast }),
    detail: `of a bare node:http server: ${median(ours).toFixed(0)} and ${median(theirs).toFixed(0)} per second`,
  }
}

/** Says what the sandbox said, whatever it is asked. */
async function startBareServer(response: Response): Promise<AnsweringServer> {
  // Node writes these itself, as it does for the sandbox.
  const { date: _, connection: __, 'keep-alive': ___, ...headers } = Object.fromEntries(response.headers)
  const saying = { status: response.status, headers, body: await response.text() }
  if (!response.ok) throw new Error(`the sandbox answered ${JSON.stringify(saying)}`)
  return startAnsweringServer(saying)
}
