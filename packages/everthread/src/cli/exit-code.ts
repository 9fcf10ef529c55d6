/** What the process answers with. A contract (DESIGN §7). */
import type { RoundOutcome } from '../keeper/round.ts'

export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  needsPerson: 3,
  transient: 4,
  /** Only with `renew --exit-code`. */
  renewed: 10,
} as const

export type ExitCode = number

export function exitCodeOf(outcome: RoundOutcome): ExitCode {
  switch (outcome) {
    case 'renewed':
    case 'exchanged':
    case 'would_renew':
    case 'would_exchange':
    case 'not_due':
    case 'too_young':
      return EXIT.done
    case 'transient':
    case 'suspect':
      return EXIT.transient
    case 'needs_person':
      return EXIT.needsPerson
    case 'failed':
      return EXIT.failed
    default:
      return outcome satisfies never
  }
}
