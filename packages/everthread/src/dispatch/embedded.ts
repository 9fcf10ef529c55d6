/**
 * Who wakes `advance` when one process is enough: a loop over the due index, every quarter second of real time and at once
 * after a nudge. It holds no truth: everything is in rows, and a loop that dies loses nothing.
 *
 * Leases are renewed for all held accounts in one statement every three seconds; one account's trouble is its own (T24).
 */
import type { Kysely } from 'kysely'
import type { Claim } from '../store/claims.ts'
import { claimDue, renewLeases } from '../store/claims.ts'
import { beat, endHeartbeat } from '../store/heartbeats.ts'
import type { Schema } from '../store/schema.ts'
import type { Clock, Millis, Ticks } from '../time/clock.ts'

const TICK_MS = 250
const LEASE_EVERY_MS = 3_000

/** Bounded, so that a thousand accounts due together neither flood Meta nor the disk. */
const AT_ONCE = 8

export interface EmbeddedOptions {
  readonly db: Kysely<Schema>
  readonly clock: Clock
  /** Calendar time, as corrected by what was learnt of Meta's clock. */
  readonly now: () => Millis
  readonly node: string
  readonly pid: number
  /** Advances one claimed account. Whatever it throws is reported, and ends nothing. */
  readonly advanceOne: (claim: Claim) => Promise<void>
  /** Before each look at the index: what changed outside (files, a sandbox's clock). */
  readonly beforeTick?: () => Promise<void>
  /** After a tick in which something was advanced, or the first one. */
  readonly afterRound?: () => Promise<void>
  readonly onTrouble: (error: unknown, claim?: Claim) => void
  readonly signal: AbortSignal
}

export interface EmbeddedState {
  readonly lastTickAt: Ticks | undefined
}

export interface Embedded {
  readonly state: () => EmbeddedState
  /** Looks at the index now. */
  nudge(): void
  /** Resolves when the loop has ended, after the signal. */
  readonly ended: Promise<void>
}

export function startEmbedded(options: EmbeddedOptions): Embedded {
  let lastTickAt: Ticks | undefined
  let wake = new AbortController()
  const loop = async (): Promise<void> => {
    const running = new Set<Promise<void>>()
    let leasesAt = options.clock.ticks()
    let rounds = 0
    await guarded(options, () => beat(options.db, options, options.clock.ticks()))
    while (!options.signal.aborted) {
      await guarded(options, async () => {
        await options.beforeTick?.()
        const started = await startDue(options, running)
        rounds += started
        if (options.clock.ticks() - leasesAt >= LEASE_EVERY_MS) {
          leasesAt = options.clock.ticks()
          await renewLeases(options.db, options.node, leasesAt)
          await beat(options.db, options, leasesAt)
        }
        lastTickAt = options.clock.ticks()
        if (rounds > 0 && running.size === 0) {
          rounds = 0
          await options.afterRound?.()
        }
      })
      wake = new AbortController()
      await options.clock.sleep(
        running.size > 0 ? TICK_MS / 5 : TICK_MS,
        AbortSignal.any([options.signal, wake.signal]),
      )
    }
    await Promise.allSettled(running)
    await guarded(options, () => endHeartbeat(options.db, options.node))
  }
  return { state: () => ({ lastTickAt }), nudge: () => wake.abort(), ended: loop() }
}

async function startDue(options: EmbeddedOptions, running: Set<Promise<void>>): Promise<number> {
  const room = AT_ONCE - running.size
  if (room <= 0) return 0
  const { node: owner, clock } = options
  const claims = await claimDue(options.db, { owner, now: options.now(), ticks: clock.ticks(), limit: room })
  for (const claim of claims) {
    const work = options
      .advanceOne(claim)
      .catch((error: unknown) => options.onTrouble(error, claim))
      .finally(() => running.delete(work))
    running.add(work)
  }
  return claims.length
}

/** A locked or full store must not end the loop: it is told, and tried again at the next tick. */
async function guarded(options: EmbeddedOptions, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    options.onTrouble(error)
  }
}
