/** What lists are asked with: `limit`, `before` or `after`, `since` and `until` (threads-api.md §5.2). */
import { MetaRefusal } from '../errors/meta-refusal.ts'
import type { Call } from '../http/call.ts'
import { SECOND } from '../time/duration.ts'
import { readCursor } from './cursor.ts'
import { parseMoment } from './moment.ts'
import type { Cursor, Order, Window } from './page.ts'

const DEFAULT_LIMIT = 25
export const LARGEST_LIMIT = 100

/** When Threads opened; nothing is older. */
const EARLIEST_SECONDS = 1_688_540_400

/** `most` caps it silently. @throws MetaRefusal */
export function readLimit({ params, world }: Call, most = LARGEST_LIMIT): number {
  const given = params.get('limit') ?? ''
  if (given === '') return DEFAULT_LIMIT
  const limit = Number(given)
  const isTooLarge = limit > LARGEST_LIMIT && world.switches.limitOver100 === 'refuse'
  if (!/^\d+$/.test(given) || isTooLarge) {
    throw new MetaRefusal('number_invalid', { name: 'limit', least: '0', most: String(LARGEST_LIMIT) })
  }
  return Math.min(limit, most)
}

/** @throws MetaRefusal for both cursors at once, and for what is none */
export function readCursors({ params }: Call): Cursor | undefined {
  const [before = '', after = ''] = ['before', 'after'].map((name) => params.get(name) ?? '')
  if (before !== '' && after !== '') {
    throw new MetaRefusal('params_not_together', { name: 'before', other: 'after' })
  }
  if (before === '' && after === '') return undefined
  const kind = before === '' ? 'after' : 'before'
  const position = readCursor(before + after)
  if (!position) throw new MetaRefusal('cursor_invalid', { name: kind })
  return { kind, position }
}

export interface WindowRules {
  readonly earliestSeconds: number
  /** Where a window begins of which only the end is given. */
  readonly sinceFor: (until: number) => number
}

const LIST_WINDOW: WindowRules = {
  earliestSeconds: EARLIEST_SECONDS,
  sinceFor: () => EARLIEST_SECONDS * SECOND,
}

/** `undefined` when neither `since` nor `until` is given. @throws MetaRefusal */
export function readWindow(call: Call, rules = LIST_WINDOW): Window | undefined {
  const now = call.world.clock.now()
  const [since, until = now] = [readMoment(call, 'since'), readMoment(call, 'until')]
  if (since === undefined && until === now) return undefined
  const earliest = rules.earliestSeconds * SECOND
  if (since !== undefined && since < earliest) {
    throw new MetaRefusal('time_too_early', { name: 'since', least: String(rules.earliestSeconds) })
  }
  if (until > now) throw new MetaRefusal('time_in_future')
  const window = { since: since ?? Math.max(earliest, rules.sinceFor(until)), until }
  if (window.since >= window.until) throw new MetaRefusal('times_reversed')
  return window
}

function readMoment({ params, world }: Call, name: 'since' | 'until'): number | undefined {
  const given = params.get(name) ?? ''
  if (given === '') return undefined
  const moment = parseMoment(given, world.clock.now())
  if (moment === undefined) throw new MetaRefusal('time_invalid', { name })
  return moment
}

/** `reverse`, true unless told otherwise: the newest first. @throws MetaRefusal */
export function readOrder({ params }: Call): Order {
  return readFlag(params, 'reverse', 'true') === 'true' ? 'newest-first' : 'oldest-first'
}

export type FlagText = 'true' | 'false'

/** A boolean as the API takes it. @throws MetaRefusal for anything but `true` and `false`, and where one is needed and missing */
export function readFlag(params: URLSearchParams, name: string, fallback?: FlagText): FlagText {
  const given = params.get(name) ?? fallback
  if (given === undefined) throw new MetaRefusal('param_required', { name })
  if (given === 'true' || given === 'false') return given
  throw new MetaRefusal('param_value_invalid', { name, values: 'false, true' })
}
