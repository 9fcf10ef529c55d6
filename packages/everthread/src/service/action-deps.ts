/** What the actions of people on posts need, from an open installation. The same for the CLI and the server. */
import { bucketSettings } from '../config/bucket-settings.ts'
import type { Config } from '../config/config.ts'
import type { RawEnv } from '../config/env.ts'
import { reachablePlaces } from '../media/media-places.ts'
import { checkPost } from '../publisher/check-post.ts'
import type { HandOffDeps } from '../publisher/hand-off/hand-off-link.ts'
import type { Millis } from '../time/clock.ts'
import { loadZones } from '../time/zones.ts'
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

export async function actionDeps(surroundings: ActionSurroundings): Promise<HandOffDeps> {
  const { installation, config, raw, clock, randomId, randomBytes } = surroundings
  const { store } = installation
  const places = reachablePlaces({ publicUrl: config.publicUrl, bucket: bucketSettings(raw) })
  return {
    check: checkPost({ now: () => clock.now(), reachablePlaces: places }),
    zones: await loadZones(),
    db: store.db,
    transaction: (work) => store.transaction(work),
    now: () => clock.now(),
    randomId,
    randomBytes,
  }
}
