/** What is looked at when somebody asks how the service is. Whoever starts it brings the looking. */
import type { Finding } from '../doctor/finding.ts'
import type { Millis } from '../time/clock.ts'

export interface CheckUp {
  /** What `doctor` finds, as old as it may be: the network and Meta are asked anew only where nothing as young is known. */
  findings(oldestMs: number): Promise<Checked>
  /** How late the event loop comes to its work, at worst since somebody last asked. */
  loopLagMs(): number
  /** How far Meta's clock is ahead of this machine's. */
  clockAheadMs(): number
}

export interface Checked {
  readonly at: Millis
  readonly findings: readonly Finding[]
}
