/** What goes wrong at Meta while posts go out: every fault that the sandbox knows of publishing, at random. */
import type { FaultOrder, Sandbox } from '@everthread/sandbox'
import type { SeededRandom } from '../support/seeded-random.ts'

type Fault = FaultOrder['fault']
type Endpoint = FaultOrder['endpoint']

const EVERYWHERE: readonly [Fault, ...Fault[]] = [
  { kind: 'status', status: 503 },
  { kind: 'drop', when: 'before' },
  { kind: 'error', code: 2 },
  { kind: 'error', code: 613, error_subcode: 4279002 },
  { kind: 'body', status: 200, type: 'text/html', body: '<html>' },
  { kind: 'delay', ms: 300 },
]

/** Where the answer is lost, and the post may be out. */
const WITH_EFFECT: readonly [Fault, ...Fault[]] = [
  { kind: 'drop', when: 'after' },
  { kind: 'late', effect_ms: 8_000, answer: 'drop' },
  { kind: 'ghost_success' },
  { kind: 'error', code: 24, error_subcode: 4279009 },
]

const READS: readonly [Endpoint, ...Endpoint[]] = ['container', 'media', 'threads', 'publishing_limit']
const WRITES: readonly [Endpoint, ...Endpoint[]] = ['create_container', 'publish', 'publish']

export function badMinute(sandbox: Pick<Sandbox, 'faults'>, random: SeededRandom): void {
  const isWrite = random.integer(3) > 0
  const endpoint = random.pick(isWrite ? WRITES : READS)
  const fault = isWrite && random.integer(2) > 0 ? random.pick(WITH_EFFECT) : random.pick(EVERYWHERE)
  sandbox.faults.add({ endpoint, times: 1 + random.integer(2), fault })
}
