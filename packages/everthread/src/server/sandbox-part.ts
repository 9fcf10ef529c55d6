/** The demo's own Threads, as the panel turns and breaks it. Only `serve --demo` brings one. */
import type { Millis } from '../time/clock.ts'

/**
 * | | What happens | In real life |
 * |---|---|---|
 * | `revoked` | every token of the account dies | its owner changes the password |
 * | `outage` | for a minute each call is answered 503 | Meta is down |
 * | `lost-answer` | the next publication takes effect, and its answer is lost | a cable, a proxy, a restart |
 * | `ghost-publish` | the next publication takes effect, and the answer says that it failed | Meta, now and then |
 */
export const BREAKAGES = ['revoked', 'outage', 'lost-answer', 'ghost-publish'] as const

export type Breakage = (typeof BREAKAGES)[number]

export interface SandboxView {
  readonly now: Millis
  /** While the clock is on its way: it steps from one due row to the next. */
  readonly turningUntil?: Millis
  /** The sandbox's own page. */
  readonly url: string
  readonly users: readonly string[]
  /** What was broken and has not been met yet. */
  readonly waiting: readonly Breakage[]
  readonly switches: Readonly<Record<string, string | number | boolean>>
}

export interface SandboxPart {
  look(): Promise<SandboxView>
  /** Begins at once and goes on behind it; what is under way already goes on for so much longer. */
  turn(byMs: number): void
  break(what: Breakage, user: string | undefined): Promise<void>
  /** Nothing is broken any more; a token that died stays dead. */
  mend(): Promise<void>
  /** Resolves with whether it knows them. */
  setSwitches(switches: SandboxView['switches']): Promise<boolean>
}
