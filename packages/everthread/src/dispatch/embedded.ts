/**
 * Who wakes `advance` when one process is enough: a loop over the due index, every quarter second of real time and at once
 * after a nudge. It holds no truth: everything is in rows, and a loop that dies loses nothing. One account's trouble is its
 * own (T24).
 */
import { type Claim, CLAIM_LIMIT, claimDue } from '../store/claims.ts'
import { beat, endHeartbeat } from '../store/heartbeats.ts'
import type { Ticks } from '../time/clock.ts'
import type { Dispatch, DispatchOptions } from './dispatch.ts'
import { createLeases, type Lease, LEASE_EVERY_MS, type Leases } from './keep-leases.ts'

const TICK_MS = 250

/**
 * Bounded, so that a thousand accounts due together neither flood Meta nor the disk; as many as are committed together
 * (store/group-commit.ts). How many calls are out at once, the pool of connections says: four accounts for each of its
 * connections, so that few idle while commits are gathered. A call waits for a connection within its own limit of eight
 * seconds: Meta may take two for each before one runs out of time unsent. Eight for each would be faster on loopback.
 */
export const AT_ONCE = 256

/** Of these, to read numbers: what falls due meanwhile finds room at once. */
const NUMBERS_SHARE = 0.75

export interface Embedded extends Dispatch {
  /** Whether it has no room for one more. */
  readonly isFull: () => boolean
  /** Resolves when nothing is in flight after a look at the index, or all has ended. */
  readonly atRest: () => Promise<void>
}

export interface EmbeddedOptions extends DispatchOptions {
  /** After a look at the index that found as much as there was room for: more may be due. */
  readonly onFull?: () => void
}

export function startEmbedded(options: EmbeddedOptions): Embedded {
  const running = new Map<string, Promise<void>>()
  const loop: Loop = {
    ...options,
    running,
    leases: createLeases({ ...options, isAtWork: (claim) => running.has(keyOf(claim)) }),
    atOnce: options.atOnce ?? AT_ONCE,
    isMore: false,
    lastTickAt: undefined,
    started: 0,
    wake: new AbortController(),
    rest: Promise.withResolvers(),
  }
  return {
    lastTickAt: () => loop.lastTickAt,
    running: () => loop.running.size,
    nudge: () => loop.wake.abort(),
    isFull: () => running.size >= loop.atOnce,
    atRest: () => loop.rest.promise,
    ended: run(loop),
  }
}

interface Loop extends EmbeddedOptions {
  /** By claim. */
  readonly running: Map<string, Promise<void>>
  readonly leases: Leases
  readonly atOnce: number
  /** The last look found more than there was room for. */
  isMore: boolean
  lastTickAt: Ticks | undefined
  /** How many were advanced since the last `afterRound`. */
  started: number
  wake: AbortController
  rest: PromiseWithResolvers<void>
}

async function run(loop: Loop): Promise<void> {
  const { clock, signal, running, store } = loop
  await guarded(loop, () => beat(store.db, loop, store.ticks()))
  const over = new AbortController()
  const leases = keepLeases(loop, over.signal)
  while (!signal.aborted) {
    loop.wake = new AbortController()
    await tick(loop)
    const pause = running.size > 0 ? TICK_MS / 5 : TICK_MS
    await clock.sleep(pause, AbortSignal.any([signal, loop.wake.signal]))
  }
  await Promise.allSettled(running.values())
  over.abort()
  await leases
  await guarded(loop, () => endHeartbeat(store.db, loop.node))
  loop.rest.resolve()
}

/** What goes wrong outside (a folder that may not be read, a watcher that hangs) keeps no account from its turn. */
async function tick(loop: Loop): Promise<void> {
  await guarded(loop, async () => loop.beforeTick?.())
  await guarded(loop, async () => {
    // Also before each claim: a process that was stopped for a while must not take its own accounts from itself.
    await loop.leases.keep()
    await startDue(loop)
    loop.lastTickAt = loop.clock.ticks()
    if (loop.running.size > 0) return
    loop.rest.resolve()
    loop.rest = Promise.withResolvers()
    if (loop.started === 0) return
    loop.started = 0
    await loop.afterRound?.()
  })
}

/** Apart from the ticks: a tick may have to wait, and leases may not. */
async function keepLeases(loop: Loop, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    await loop.clock.sleep(LEASE_EVERY_MS, over)
    if (!over.aborted) await guarded(loop, () => loop.leases.keep())
  }
}

async function startDue(loop: Loop): Promise<void> {
  const { running, node: owner, clock, store, atOnce } = loop
  const room = atOnce - running.size
  if (room <= 0) return
  const claimedAt = clock.ticks()
  const numbersLimit = Math.max(0, Math.ceil(atOnce * NUMBERS_SHARE) - running.size)
  const query = { owner, now: loop.now(), ticks: store.ticks(), limit: room, numbersLimit }
  const claims = await claimDue(store.db, query)
  loop.isMore = claims.length >= Math.min(room, numbersLimit || room, CLAIM_LIMIT)
  loop.started += claims.length
  for (const claim of claims) {
    const lease = loop.leases.leaseOf(claim, claimedAt)
    const work = advance(loop, claim, lease).finally(() => ended(loop, claim))
    running.set(keyOf(claim), work)
  }
  if (loop.isMore) loop.onFull?.()
}

async function advance(loop: Loop, claim: Claim, lease: Lease): Promise<void> {
  try {
    await loop.advanceOne(claim, lease)
  } catch (error) {
    loop.onTrouble(error, claim)
  }
}

/** Where more are due than there was room for, nobody waits for the next tick. */
function ended(loop: Loop, claim: Claim): void {
  loop.running.delete(keyOf(claim))
  if (loop.isMore && loop.running.size <= loop.atOnce / 2) loop.wake.abort()
}

function keyOf({ accountId, fence }: Claim): string {
  return `${accountId} ${fence}`
}

/** A locked or full store must not end the loop: it is told, and tried again at the next tick. */
async function guarded(loop: Loop, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    loop.onTrouble(error)
  }
}
