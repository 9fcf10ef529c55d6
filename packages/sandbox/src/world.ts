/** What every part of a running sandbox works with. Nothing here is global: two sandboxes share nothing. */
import type { Happenings } from './events/happening.ts'
import type { FaultQueue } from './faults/fault-queue.ts'
import type { KeptPages } from './lists/kept-pages.ts'
import type { MediaStore } from './media/media-store.ts'
import type { RequestLog } from './requests/request-log.ts'
import type { SeededRandom } from './random.ts'
import type { State } from './state/state.ts'
import type { SwitchPositions } from './switches/switches.ts'
import type { Alarms } from './time/alarms.ts'
import type { SandboxClock } from './time/clock.ts'
import type { UnderWay } from './webhooks/under-way.ts'

export interface World {
  readonly clock: SandboxClock
  /** What is to happen at an instant of the sandbox's clock. */
  readonly alarms: Alarms
  readonly random: SeededRandom
  readonly faults: FaultQueue
  readonly requests: RequestLog
  /** What happens to posts. */
  readonly happenings: Happenings
  /** Webhooks that are being sent. */
  readonly webhooks: UnderWay
  /** The pictures and films that were fetched; outlives resets. */
  readonly media: MediaStore
  /** Of lists, as they were answered last. */
  readonly pages: KeptPages
  /** For the callbacks to apps and for the media of posts. */
  readonly fetch: typeof globalThis.fetch
  /** Where the sandbox answers; known once it listens. */
  url: string
  state: State
  /** Replaced by each change. */
  switches: Readonly<SwitchPositions>
}
