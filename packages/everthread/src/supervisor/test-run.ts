/** What whole-process tests and their `run` (`test-run-main.ts`) say to each other. */
import type { GroupChoice } from './process-host.ts'
import type { Reload } from './reload.ts'
import type { Prove } from './reported-proof.ts'
import type { SupervisorEvent } from './supervisor-event.ts'

export const TEST_KEY = 'THREADS_ACCESS_TOKEN'

/** Under a terminal there is no channel: the options are in the environment then. */
export const OPTIONS_NAME = 'TEST_RUN_OPTIONS'

export interface TestRunOptions {
  readonly command: readonly [string, ...string[]]
  readonly token: string
  readonly reload: Reload
  readonly prove?: Prove
  readonly graceMs: number
  /** Decided as the real one does when absent. */
  readonly group?: GroupChoice
  readonly runId: string
}

export type ToTestRun =
  | { readonly kind: 'begin'; readonly options: TestRunOptions }
  | { readonly kind: 'deliver'; readonly token: string }

export interface FromTestRun {
  readonly event: SupervisorEvent
  readonly ticks: number
}
