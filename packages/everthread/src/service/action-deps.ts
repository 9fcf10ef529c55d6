/** What the actions of people on posts need, from an open installation. The same for the CLI and the server. */
import type { HandOffDeps } from '../publisher/hand-off/hand-off-link.ts'
import { STAND_IN_RULES } from '../publisher/queue-actions/stand-in-rules.ts'
import type { Millis } from '../time/clock.ts'
import type { Installation } from './installation.ts'

export interface ActionSurroundings {
  readonly installation: Pick<Installation, 'store'>
  /** The calendar, corrected by what Meta's answers teach. */
  readonly clock: { readonly now: () => Millis }
  readonly randomId: () => string
  readonly randomBytes: (size: number) => Uint8Array
}

export function actionDeps({ installation, clock, randomId, randomBytes }: ActionSurroundings): HandOffDeps {
  const { store } = installation
  return {
    ...STAND_IN_RULES,
    db: store.db,
    transaction: (work) => store.transaction(work),
    now: () => clock.now(),
    randomId,
    randomBytes,
  }
}
