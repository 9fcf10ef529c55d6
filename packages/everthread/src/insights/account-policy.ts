/**
 * What is read next of an account as a whole, and when. Newest first: who follows, what was posted, the day that has
 * ended; the past is filled in when nothing else is due.
 */
import type { Millis } from '../time/clock.ts'
import { DAY, HOUR } from '../time/duration.ts'
import { FIRST_DAY, type MetaDay, type MetaDays, shiftDay } from './meta-day.ts'

/** How far reading has come. What is absent has not been read yet. */
export interface AccountProgress {
  /** When the list of its own posts was read to its end. */
  readonly listedAt?: Millis
  /** Meta's cursor, where the list goes on. */
  readonly listAfter?: string
  readonly followersAt?: Millis
  readonly audienceAt?: Millis
  /** The latest day that was read. */
  readonly newest?: MetaDay
  /** Up to this day all have been read again after Meta had stopped counting. */
  readonly settled?: MetaDay
  /** The earliest day that was read: all between it and the newest have been. */
  readonly filledTo?: MetaDay
}

export type AccountRead =
  /** A page of the list of its own posts. */
  | { readonly kind: 'list'; readonly since?: Millis; readonly after?: string }
  | { readonly kind: 'followers' }
  | { readonly kind: 'audience' }
  /** `new` has just ended, `settled` is read once more, `past` fills in. */
  | { readonly kind: 'day'; readonly day: MetaDay; readonly purpose: 'new' | 'settled' | 'past' }

export type AccountDecision =
  | { readonly kind: 'read'; readonly read: AccountRead }
  | { readonly kind: 'rest'; readonly until: Millis }

/** Posts that were not published through us are seen so soon. */
const LIST_EVERY_MS = 6 * HOUR
const FOLLOWERS_EVERY_MS = DAY
const AUDIENCE_EVERY_MS = 7 * DAY

/** Meta is given this long after a day's end, and accounts are spread over so many hours more. */
const AFTER_DAY_MS = HOUR
const SPREAD_MS = 3 * HOUR

/** So long after its end a day is read again: clicks and likes of its last hours have been counted by then. */
const SETTLES_AFTER_MS = 2 * DAY

export interface AccountFacts {
  readonly progress: AccountProgress
  /** Drawn once for the account: [0, 1). */
  readonly jitter: number
  readonly days: MetaDays
}

export function decideAccount({ progress, jitter, days }: AccountFacts, now: Millis): AccountDecision {
  const readableAt = (day: MetaDay): Millis =>
    Math.trunc(days.endOf(day) + AFTER_DAY_MS + jitter * SPREAD_MS) as Millis
  const { newest, settled, filledTo } = progress
  const nextNew = newest === undefined ? shiftDay(days.of(now), -1) : shiftDay(newest, 1)
  const nextSettled = settled === undefined ? shiftDay(days.of(now), -3) : shiftDay(settled, 1)
  const settledAt = (readableAt(nextSettled) + SETTLES_AFTER_MS) as Millis
  const reads: readonly (readonly [AccountRead, Millis])[] = [
    [pageOf(progress), progress.listAfter ? now : after(progress.listedAt, LIST_EVERY_MS)],
    [{ kind: 'followers' }, after(progress.followersAt, FOLLOWERS_EVERY_MS)],
    [{ kind: 'day', day: nextNew, purpose: 'new' }, readableAt(nextNew)],
    [{ kind: 'day', day: nextSettled, purpose: 'settled' }, settledAt],
    [{ kind: 'audience' }, after(progress.audienceAt, AUDIENCE_EVERY_MS)],
    ...pastDay(newest === undefined ? undefined : filledTo),
  ]
  const due = reads.find(([, at]) => at <= now)
  if (due) return { kind: 'read', read: due[0] }
  return { kind: 'rest', until: Math.min(...reads.map(([, at]) => at)) as Millis }
}

function after(last: Millis | undefined, everyMs: number): Millis {
  return (last === undefined ? 0 : last + everyMs) as Millis
}

/** Posts that were seen before are asked for once more: what was published while the list was read is on no page of it. */
const LIST_OVERLAP_MS = DAY

function pageOf({ listedAt, listAfter }: AccountProgress): AccountRead {
  return {
    kind: 'list',
    ...(listedAt !== undefined && { since: (listedAt - LIST_OVERLAP_MS) as Millis }),
    ...(listAfter !== undefined && { after: listAfter }),
  }
}

/** The next day of the past: at once, until the first that Meta serves. */
function pastDay(filledTo: MetaDay | undefined): readonly (readonly [AccountRead, Millis])[] {
  if (filledTo === undefined || filledTo <= FIRST_DAY) return []
  return [[{ kind: 'day', day: shiftDay(filledTo, -1), purpose: 'past' }, 0 as Millis]]
}

/** After a read that was answered. `next` is the cursor of a list that goes on. */
export function progressAfter(
  progress: AccountProgress,
  read: AccountRead,
  { at, next }: { readonly at: Millis; readonly next?: string },
): AccountProgress {
  switch (read.kind) {
    case 'list':
      return progressAfterPage(progress, at, next)
    case 'followers':
      return { ...progress, followersAt: at }
    case 'audience':
      return { ...progress, audienceAt: at }
    case 'day':
      return progressAfterDay(progress, read)
    default:
      return read satisfies never
  }
}

function progressAfterPage(before: AccountProgress, at: Millis, next: string | undefined): AccountProgress {
  const { listAfter: _, ...progress } = before
  return next === undefined ? { ...progress, listedAt: at } : { ...progress, listAfter: next }
}

function progressAfterDay(
  progress: AccountProgress,
  { day, purpose }: Extract<AccountRead, { kind: 'day' }>,
): AccountProgress {
  switch (purpose) {
    case 'new':
      return { ...progress, newest: day, filledTo: progress.filledTo ?? day }
    case 'settled':
      return { ...progress, settled: day }
    case 'past':
      return { ...progress, filledTo: day }
    default:
      return purpose satisfies never
  }
}
