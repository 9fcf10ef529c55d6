/**
 * Which kills a campaign makes: every step that the code names, so often each, under circumstances that take turns. The
 * steps come from the lists in the code, so that a step which is added there and cannot be reached here fails the run.
 */
import { ENV_EDIT_CRASH_POINTS } from '../../packages/everthread/src/env-file/env-edit-files.ts'
import { RENEWAL_CRASH_POINTS } from '../../packages/everthread/src/keeper/crash-point.ts'
import { ENV_TEXTS, type EnvText } from '../support/env-text.ts'
import { createSeededRandom } from '../support/seeded-random.ts'

export type Step = (typeof RENEWAL_CRASH_POINTS)[number] | (typeof ENV_EDIT_CRASH_POINTS)[number]

/** With a data folder the renewal's journal lies there; without one the edit's own file is the journal. */
export type Way = 'data-folder' | 'env-alone'

/** What leads to a step: most are on the plain way. */
export type Road = 'plain' | 'changed-meanwhile' | 'several-names'

export interface CrashCase {
  readonly step: Step
  readonly way: Way
  readonly road: Road
  /** The unknown of threads-api.md §12.1: does a renewal kill the token that it renewed? */
  readonly revokeOld: boolean
  readonly text: EnvText
}

export interface CrashPlan {
  readonly seed: number
  /** How often each step of the renewal is hit. */
  readonly renewalHits: number
  /** How often each step of the file's edit is hit. */
  readonly editHits: number
}

export const RENEWAL_STEPS: readonly Step[] = RENEWAL_CRASH_POINTS
export const EDIT_STEPS: readonly Step[] = ENV_EDIT_CRASH_POINTS

export function crashPlan({ seed, renewalHits, editHits }: CrashPlan): CrashCase[] {
  const random = createSeededRandom(seed)
  const cases = [
    ...RENEWAL_STEPS.flatMap((step) => casesOf(step, renewalHits)),
    ...EDIT_STEPS.flatMap((step) => casesOf(step, editHits)),
  ]
  return random.shuffled(cases.map((one) => ({ ...one, text: random.pick(ENV_TEXTS) })))
}

/** In turns, so that two hits differ in both respects and four hold every combination. */
function casesOf(step: Step, hits: number): Omit<CrashCase, 'text'>[] {
  const ways = waysTo(step)
  return Array.from({ length: hits }, (_, index) => {
    const way = ways[index % ways.length] ?? ways[0]
    return { step, way, road: roadTo(step, way), revokeOld: [false, true, true, false][index % 4] ?? false }
  })
}

function waysTo(step: Step): readonly [Way, ...Way[]] {
  if (step === 'store-committed' || step === 'journal-removed') return ['data-folder']
  return ['env-alone', 'data-folder']
}

function roadTo(step: Step, way: Way): Road {
  // A delivery holds the file for some milliseconds; a renewal without a data folder holds it while Meta is asked.
  if (step === 'env-staged' && way === 'env-alone') return 'changed-meanwhile'
  const inPlace: readonly Step[] = ['env-undo-written', 'env-rewritten', 'env-undo-removed']
  return inPlace.includes(step) ? 'several-names' : 'plain'
}
