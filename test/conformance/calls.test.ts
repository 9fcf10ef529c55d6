/**
 * Every call of the client against everybody who answers like the Threads API. Of the sandbox, all must end in data. Meta
 * may refuse what an app or an account has no permission for; that is understood, too. What nobody may do is answer
 * something that the client cannot read.
 */
import { classify, ThreadsApiError } from '@everthread/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CALLS, type ConformanceCall } from './calls.ts'
import { openMeta } from './meta-target.ts'
import { openSandbox } from './sandbox-target.ts'
import { printed } from './table.ts'
import type { Target } from './target.ts'

/** What came of a call: `data`, `not asked`, or a reason of {@link classify}. */
type Outcome = string

const UNDERSTOOD = ['permission', 'not_yet', 'rejected']

/** There is one renewal a day, and the questions need it. */
const NO_RENEWAL = { THREADS_CONFORMANCE_RENEW_INTO: undefined }

const TARGETS = [
  { whom: 'the sandbox', open: () => openSandbox(), fits: (outcome: Outcome) => outcome === 'data' },
  ...(process.env['THREADS_CONFORMANCE_TOKEN']
    ? [{ whom: 'Meta', open: () => openMeta({ ...process.env, ...NO_RENEWAL }), fits: () => true }]
    : []),
]

describe.each(TARGETS)('$whom', { timeout: 300_000 }, ({ whom, open, fits }) => {
  const outcomes: [endpoint: string, outcome: Outcome][] = []
  let target: Target

  beforeAll(async () => {
    target = await open()
  })
  afterAll(async () => {
    if (target.name === 'meta') process.stdout.write(printed(`What ${whom} answered to the client`, outcomes))
    await target[Symbol.asyncDispose]()
  })

  it.each(Object.entries(CALLS))('answers %s with what the client can read', async (endpoint, call) => {
    const outcome = await outcomeOf(call, target)
    outcomes.push([endpoint, outcome])
    expect(outcome).toSatisfy(fits)
  })
})

async function outcomeOf({ make, effect }: ConformanceCall, target: Target): Promise<Outcome> {
  if (effect !== undefined && !target.allowed.has(effect)) return 'not asked'
  const answer = make(target)
  if (answer === undefined) return 'not asked'
  try {
    await answer
    return 'data'
  } catch (error) {
    if (!(error instanceof ThreadsApiError)) throw error
    const { kind, reason } = classify(error)
    if (!UNDERSTOOD.includes(kind)) throw error
    return reason
  }
}
