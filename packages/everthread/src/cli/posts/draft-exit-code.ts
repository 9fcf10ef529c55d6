/** What the end of a draft means to a script. */
import type { DraftStep, DraftTroubleCode } from '../../drafts/draft.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'

const CODES: Readonly<Record<DraftTroubleCode, ExitCode>> = {
  'not-configured': EXIT.needsPerson,
  'key-refused': EXIT.needsPerson,
  'model-unknown': EXIT.needsPerson,
  quota: EXIT.transient,
  overloaded: EXIT.transient,
  unreachable: EXIT.transient,
  'timed-out': EXIT.transient,
  'cut-off': EXIT.transient,
  malformed: EXIT.transient,
  blocked: EXIT.failed,
  refused: EXIT.failed,
}

export function exitCodeOfTrouble(end: Extract<DraftStep, { kind: 'done' | 'trouble' }>): ExitCode {
  return end.kind === 'done' ? EXIT.done : CODES[end.trouble.code]
}
