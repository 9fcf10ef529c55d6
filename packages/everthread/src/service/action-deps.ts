/** What the actions of people on posts need, from an open installation. The same for the CLI and the server. */
import { bucketSettings } from '../config/bucket-settings.ts'
import type { Config } from '../config/config.ts'
import type { RawEnv } from '../config/env.ts'
import { reachablePlaces } from '../media/media-places.ts'
import { checkPost } from '../publisher/check-post.ts'
import type { HandOffDeps } from '../publisher/hand-off/hand-off-link.ts'
import { STAND_IN_RULES } from '../publisher/queue-actions/stand-in-rules.ts'
import type { Millis } from '../time/clock.ts'
import type { Installation } from './installation.ts'

export interface ActionSurroundings {
  readonly installation: Pick<Installation, 'store'>
  readonly config: Pick<Config, 'publicUrl'>
  readonly raw: RawEnv
  /** The calendar, corrected by what Meta's answers teach. */
  readonly clock: { readonly now: () => Millis }
  readonly randomId: () => string
  readonly randomBytes: (size: number) => Uint8Array
}

export function actionDeps(surroundings: ActionSurroundings): HandOffDeps {
  const { installation, config, raw, clock, randomId, randomBytes } = surroundings
  const { store } = installation
  const places = reachablePlaces({ publicUrl: config.publicUrl, bucket: bucketSettings(raw) })
  return {
    ...STAND_IN_RULES,
    check: checkPost({ now: () => clock.now(), reachablePlaces: places }),
    db: store.db,
    transaction: (work) => store.transaction(work),
    now: () => clock.now(),
    randomId,
    randomBytes,
  }
}
