/**
 * The questions find out of a sandbox what its switches say: so what they find out of Meta can be believed. With
 * `THREADS_CONFORMANCE_SWITCHES=FILE` that is written as a seed file for `everthread-sandbox --seed FILE`.
 */
import { writeFileSync } from 'node:fs'
import { createSandbox, type SwitchPositions } from '@everthread/sandbox'
import { describe, expect, it } from 'vitest'
import { openMeta } from './meta-target.ts'
import { type Question, QUESTIONS } from './questions.ts'
import { openSandbox } from './sandbox-target.ts'
import { printed } from './table.ts'
import type { Target } from './target.ts'

/** Positions that a question tells apart. */
const POSITIONS: { readonly [N in keyof typeof QUESTIONS]: readonly (string | number | boolean)[] } = {
  unparseableTokenStatus: [400, 401],
  missingTokenCode: [104, 2500],
  thApiExceptionStatus: [500, 400],
  strictPunctuation: [false, true],
  namedErrorCode: [100, 1],
  appUsageHeader: [false, true],
  wwwAuthenticateHeader: [false, true],
  jsonBodies: ['ignore', 'accept'],
  unknownVersion: ['refuse', 'serve'],
  mediaTypeCase: ['any', 'exact'],
  mediaTypeOmitted: ['refuse', 'infer'],
  forbiddenCombinations: ['refuse', 'ignore'],
  limitOver100: ['clamp', 'refuse'],
  locationSearchId: ['string', 'number'],
  insightsNeedPeriod: [false, true],
  debugTokenInvalidInput: ['is-valid-false', 'error'],
  debugTokenWithAppToken: ['refuse', 'allow'],
  wrongSecretCode: [1, 101],
  doublePublish: ['reject', 'same-id', 'second-post'],
  unpublishableCode: [24, 100],
  refreshReturns: ['new-token', 'same-token'],
  revokeOld: [false, true],
}

const questions = Object.entries(QUESTIONS) as [name: keyof typeof QUESTIONS, question: Question][]

describe('of a sandbox, a question finds', () => {
  const cases = questions.flatMap(([name, { find }]) =>
    (POSITIONS[name] ?? []).map((position) => ({ name, position, find })),
  )

  it('every position that it can tell', () => {
    expect(Object.keys(POSITIONS)).toEqual(Object.keys(QUESTIONS))
  })

  it.each(cases)('$name: $position', async ({ name, position, find }) => {
    await using target = await openSandbox({ [name]: position })
    expect(await find(target)).toBe(position)
  })
})

const ASKED = process.env['THREADS_CONFORMANCE_TOKEN'] ? ['Meta'] : []

it.each(ASKED)('%s is asked', { timeout: 600_000 }, async (whom) => {
  await using target = await openMeta(process.env)
  const found = await foundOf(target)
  const rows = questions.map(([name, { section, asks }]): [string, string] => [
    `§${section} ${asks}`,
    `${name}: ${found[name] ?? '?'}`,
  ])
  process.stdout.write(printed(`What ${whom} does where the documentation is silent`, rows))
  const file = process.env['THREADS_CONFORMANCE_SWITCHES']
  if (file) writeFileSync(file, `${JSON.stringify({ switches: found }, null, 2)}\n`)
  await using sandbox = await createSandbox({ switches: found }) // Would refuse what is no position.
  expect(sandbox.switches.all()).toMatchObject(found)
})

async function foundOf(target: Target): Promise<Partial<SwitchPositions>> {
  const found: Record<string, unknown> = {}
  for (const [name, { find, effect }] of questions) {
    const position = effect === undefined || target.allowed.has(effect) ? await find(target) : undefined
    if (position !== undefined) found[name] = position
  }
  return found
}
