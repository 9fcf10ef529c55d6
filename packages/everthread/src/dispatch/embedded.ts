/**
 * Who wakes `advance` when one process is enough: a loop over the due index, every quarter second of real time and at once
 * after a nudge. It holds no truth: everything is in rows, and a loop that dies loses nothing.
 *
 * Leases are renewed for all held accounts in one statement every three seconds; one account's trouble is its own (T24).
 */
import type { Kysely } from 'kysely'
import type { Claim } from '../store/claims.ts'
import { CLAIM_LIMIT, claimDue, LEASE_MS, renewLeases } from '../store/claims.ts'
import { beat, endHeartbeat } from '../store/heartbeats.ts'
import type { Schema } from '../store/schema.ts'
import type { Clock, Millis, Ticks } from '../time/clock.ts'

const TICK_MS = 250
const LEASE_EVERY_MS = 3_000

/**
 * Bounded, so that a thousand accounts due together neither flood Meta nor the disk; as many as are committed together
 * (store/group-commit.ts). How many calls are out at once, the pool of connections says.
 */
export const AT_ONCE = 256

export interface EmbeddedOptions {
  readonly db: Kysely<Schema>
  readonly clock: Clock
  /** Calendar time, as corrected by what was learnt of Meta's clock. */
  readonly now: () => Millis
  readonly node: string
  readonly pid: number
  /** How many accounts are advanced at once. */
  readonly atOnce?: number
  /** Advances one claimed account. Whatever it throws is reported, and ends nothing. */
  readonly advanceOne: (claim: Claim, lease: Lease) => Promise<void>
  /** Before each look at the index: what changed outside (files, a sandbox's clock). */
  readonly beforeTick?: () => Promise<void>
  /** After a tick in which something was advanced, or the first one. */
  readonly afterRound?: () => Promise<void>
  readonly onTrouble: (error: unknown, claim?: Claim) => void
  readonly signal: AbortSignal
}

/** What of a claim's lease is left, as the loop knows it without asking the store. */
export interface Lease {
  /** Milliseconds; nothing when somebody else has had the account since. */
  leftMs(): number
}

export interface Embedded {
  readonly lastTickAt: () => Ticks | undefined
  /** How many accounts are advanced at the moment. */
  readonly running: () => number
  /** Looks at the index now. */
  nudge(): void
  /** Resolves when the loop has ended, after the signal. */
  readonly ended: Promise<void>
}

export function startEmbedded(options: EmbeddedOptions): Embedded {
  const loop: Loop = {
    ...options,
    running: new Set(),
    atOnce: options.atOnce ?? AT_ONCE,
    isMore: false,
    leasesAt: options.clock.ticks(),
    renewed: new Map(),
    lastTickAt: undefined,
    started: 0,
    wake: new AbortController(),
  }
  return {
    lastTickAt: () => loop.lastTickAt,
    running: () => loop.running.size,
    nudge: () => loop.wake.abort(),
    ended: run(loop),
  }
}

interface Loop extends EmbeddedOptions {
  readonly running: Set<Promise<void>>
  readonly atOnce: number
  /** The last look found more than there was room for. */
  isMore: boolean
  /** When all leases were renewed last. */
  leasesAt: Ticks
  /** The fences of the claims that it found. */
  renewed: ReadonlyMap<string, number>
  lastTickAt: Ticks | undefined
  /** How many were advanced since the last `afterRound`. */
  started: number
  wake: AbortController
}

async function run(loop: Loop): Promise<void> {
  const { clock, signal, running } = loop
  await guarded(loop, () => beat(loop.db, loop, clock.ticks()))
  const over = new AbortController()
  const leases = keepLeases(loop, over.signal)
  while (!signal.aborted) {
    loop.wake = new AbortController()
    await tick(loop)
    const pause = running.size > 0 ? TICK_MS / 5 : TICK_MS
    await clock.sleep(pause, AbortSignal.any([signal, loop.wake.signal]))
  }
  await Promise.allSettled(running)
  over.abort()
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
async function keepLeases(loop: Loop, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    await loop.clock.sleep(LEASE_EVERY_MS, over)
    if (!over.aborted) await guarded(loop, () => renewIfDue(loop))
  }
}

/** Also before each claim: a process that was stopped for a while must not take its own accounts from itself. */
async function renewIfDue(loop: Loop): Promise<void> {
  const ticks = loop.clock.ticks()
  if (ticks - loop.leasesAt < LEASE_EVERY_MS) return
  const renewed = await renewLeases(loop.db, loop.node, ticks)
  loop.renewed = new Map(renewed.map(({ accountId, fence }) => [accountId, fence]))
  loop.leasesAt = ticks
  await beat(loop.db, loop, ticks)
}

/** A claim that a renewal did not find has been taken over. */
function leaseOf(loop: Loop, { accountId, fence }: Claim, claimedAt: Ticks): Lease {
  return {
    leftMs: () => {
      const isNewer = claimedAt > loop.leasesAt
      if (!isNewer && loop.renewed.get(accountId) !== fence) return 0
      return Math.max(claimedAt, loop.leasesAt) + LEASE_MS - loop.clock.ticks()
    },
  }
}

async function startDue(loop: Loop): Promise<void> {
  const { running, node: owner, clock, db, atOnce } = loop
  const room = atOnce - running.size
  if (room <= 0) return
  const claimedAt = clock.ticks()
  const claims = await claimDue(db, { owner, now: loop.now(), ticks: claimedAt, limit: room })
  loop.isMore = claims.length === Math.min(room, CLAIM_LIMIT)
  loop.started += claims.length
  for (const claim of claims) {
    const work = loop
      .advanceOne(claim, leaseOf(loop, claim, claimedAt))
      .catch((error: unknown) => loop.onTrouble(error, claim))
      .finally(() => ended(loop, work))
    running.add(work)
  }
}

/** Where more are due than there was room for, nobody waits for the next tick. */
function ended(loop: Loop, work: Promise<void>): void {
  loop.running.delete(work)
  if (loop.isMore && loop.running.size <= loop.atOnce / 2) loop.wake.abort()
}

/** A locked or full store must not end the loop: it is told, and tried again at the next tick. */
async function guarded(loop: Loop, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    loop.onTrouble(error)
  }
}
