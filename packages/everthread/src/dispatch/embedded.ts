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

export interface Embedded {
  readonly lastTickAt: () => Ticks | undefined
  /** Looks at the index now. */
  nudge(): void
  /** Resolves when the loop has ended, after the signal. */
  readonly ended: Promise<void>
}

export function startEmbedded(options: EmbeddedOptions): Embedded {
  const loop: Loop = {
    ...options,
    running: new Set(),
    leasesAt: options.clock.ticks(),
    lastTickAt: undefined,
    started: 0,
    wake: new AbortController(),
  }
  return {
    lastTickAt: () => loop.lastTickAt,
    nudge: () => loop.wake.abort(),
    ended: run(loop),
  }
}

interface Loop extends EmbeddedOptions {
  readonly running: Set<Promise<void>>
  leasesAt: Ticks
  lastTickAt: Ticks | undefined
  /** How many were advanced since the last `afterRound`. */
  started: number
  wake: AbortController
}

async function run(loop: Loop): Promise<void> {
  const { clock, signal, running } = loop
  await guarded(loop, () => beat(loop.db, loop, clock.ticks()))
  const ended = new AbortController()
  const leases = keepLeases(loop, ended.signal)
  while (!signal.aborted) {
    loop.wake = new AbortController()
    await tick(loop)
    const pause = running.size > 0 ? TICK_MS / 5 : TICK_MS
    await clock.sleep(pause, AbortSignal.any([signal, loop.wake.signal]))
  }
  await Promise.allSettled(running)
  ended.abort()
  await leases
  await guarded(loop, () => endHeartbeat(loop.db, loop.node))
}

/** What goes wrong outside (a folder that may not be read, a watcher that hangs) keeps no account from its turn. */
async function tick(loop: Loop): Promise<void> {
  await guarded(loop, async () => loop.beforeTick?.())
  await guarded(loop, async () => {
    await renewIfDue(loop)
    await startDue(loop)
    loop.lastTickAt = loop.clock.ticks()
    if (loop.started === 0 || loop.running.size > 0) return
    loop.started = 0
    await loop.afterRound?.()
  })
}

/** Apart from the ticks: a tick may have to wait, and leases may not. */
async function keepLeases(loop: Loop, ended: AbortSignal): Promise<void> {
  while (!ended.aborted) {
    await loop.clock.sleep(LEASE_EVERY_MS, ended)
    if (!ended.aborted) await guarded(loop, () => renewIfDue(loop))
  }
}

/** Also before each claim: a process that was stopped for a while must not take its own accounts from itself. */
async function renewIfDue(loop: Loop): Promise<void> {
  const ticks = loop.clock.ticks()
  if (ticks - loop.leasesAt < LEASE_EVERY_MS) return
  await renewLeases(loop.db, loop.node, ticks)
  await beat(loop.db, loop, ticks)
  loop.leasesAt = ticks
}

async function startDue(loop: Loop): Promise<void> {
  const { running, node: owner, clock, db } = loop
  const room = AT_ONCE - running.size
  if (room <= 0) return
  const claims = await claimDue(db, { owner, now: loop.now(), ticks: clock.ticks(), limit: room })
  loop.started += claims.length
  for (const claim of claims) {
    const work = loop
      .advanceOne(claim)
      .catch((error: unknown) => loop.onTrouble(error, claim))
      .finally(() => running.delete(work))
    running.add(work)
  }
}

/** A locked or full store must not end the loop: it is told, and tried again at the next tick. */
async function guarded(loop: Loop, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    loop.onTrouble(error)
  }
}
