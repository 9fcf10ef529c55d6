/** What goes wrong at Meta while posts go out: every fault that the sandbox knows of publishing, at random. */
import type { FaultOrder, Sandbox } from '@everthread/sandbox'
import type { SeededRandom } from '../support/seeded-random.ts'

type Fault = FaultOrder['fault']
type Endpoint = FaultOrder['endpoint']

type Faults = readonly [Fault, ...Fault[]]

const NO_EFFECT: Faults = [
  { kind: 'status', status: 503 },
  { kind: 'drop', when: 'before' },
  { kind: 'error', code: 2 },
  { kind: 'error', code: 613, error_subcode: 4279002 },
  { kind: 'body', status: 200, type: 'text/html', body: '<html>' },
  { kind: 'delay', ms: 300 },
]

/** The answer is lost, and what was asked for may have come about. */
const LOST: Faults = [
  { kind: 'drop', when: 'after' },
  { kind: 'late', effect_ms: 8_000, answer: 'drop' },
  { kind: 'error', code: 24, error_subcode: 4279009 },
]

/**
 * Longer than any call waits. Not of publishing: by a clock of leaps, what came so late would land when nobody could expect
 * it any more.
 */
const TIMEOUT: Fault = { kind: 'delay', ms: 9_000 }

type Bad = readonly [Endpoint, Faults]

const WEATHER: readonly [Bad, ...Bad[]] = [
  ['publish', [...LOST, { kind: 'ghost_success' }]],
  ['publish', [...LOST, ...NO_EFFECT]],
  ['publish', NO_EFFECT],
  ['create_container', [...LOST, ...NO_EFFECT, TIMEOUT]],
  ['container', [...NO_EFFECT, TIMEOUT]],
  ['media', [...NO_EFFECT, TIMEOUT]],
  ['threads', [...NO_EFFECT, TIMEOUT]],
  ['publishing_limit', [...NO_EFFECT, TIMEOUT]],
]

export function badMinute(sandbox: Pick<Sandbox, 'faults'>, random: SeededRandom): void {
  const [endpoint, faults] = random.pick(WEATHER)
  sandbox.faults.add({ endpoint, times: 1 + random.integer(2), fault: random.pick(faults) })
}
