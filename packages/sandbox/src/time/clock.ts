/**
 * The sandbox's clock. Every age, expiry, message and `Date` header comes from here.
 *
 * | mode | what it does |
 * | --- | --- |
 * | `virtual` | starts at the host's now (or where it was told to) and goes at the host's pace; moves when advanced or set |
 * | `frozen` | stands still; moves only when advanced or set |
 * | `real` | the host's clock; cannot be moved |
 */
import { SandboxMistake } from '../mistake.ts'
import { DAY, parseDuration } from './duration.ts'
import { hostNow, LATEST_INSTANT, parseInstant } from './host.ts'

export type ClockMode = 'virtual' | 'frozen' | 'real'

export const CLOCK_MODES: readonly ClockMode[] = ['virtual', 'frozen', 'real']

/** What a clock is: enough to stop it, keep it and go on from it. */
export type ClockReading =
  | { readonly mode: 'virtual'; readonly offset_ms: number }
  | { readonly mode: 'frozen'; readonly now: number }
  | { readonly mode: 'real' }

export interface SandboxClock {
  /** Epoch milliseconds, whole. */
  now(): number
  readonly mode: ClockMode
  /** Moves on by a duration (`'39d'`, `'25h'`, `'90s'`, or milliseconds), never back. Returns the new now. */
  advance(duration: string | number): number
  /** Moves to an instant (ISO 8601 or epoch milliseconds), also backwards. Returns the new now. */
  set(instant: string | number): number
  /** `frozen` and `virtual` go on from the present reading; `real` returns to the host's clock. Returns the new now. */
  setMode(mode: ClockMode): number
  /** Called with the new now after every jump (advance, set, mode, restore). Returns how to stop that. */
  onChange(listener: (now: number) => void): () => void
  /** For snapshots. */
  read(): ClockReading
  restore(reading: ClockReading): void
}

export interface ClockOptions {
  readonly mode?: ClockMode
  /** Where a virtual or frozen clock starts; default the host's now. */
  readonly now?: string | number
  /** The machine's clock; an argument for tests. */
  readonly host?: () => number
}

export function createClock(options: ClockOptions = {}): SandboxClock {
  const host = options.host ?? hostNow
  const listeners = new Set<(now: number) => void>()
  let reading = firstReading(options, host())

  const now = (): number => instantOf(reading, host())
  const change = (next: ClockReading): number => {
    reading = next
    const instant = now()
    for (const listener of listeners) listener(instant)
    return instant
  }
  const moveTo = (instant: number): number => {
    if (reading.mode === 'real')
      throw new SandboxMistake('the clock is real: set its mode to virtual or frozen first')
    requireReachable(instant)
    return change(readingAt(reading.mode, instant, host()))
  }

  return {
    now,
    get mode() {
      return reading.mode
    },
    advance: (duration) => moveTo(now() + durationOf(duration)),
    set: (instant) => moveTo(instantFrom(instant)),
    setMode: (mode) => change(readingAt(mode, now(), host())),
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    read: () => reading,
    restore: (next) => {
      change(next)
    },
  }
}

/** Milliseconds of a duration that a caller gave as text or number. */
export function durationOf(duration: string | number): number {
  const ms = typeof duration === 'number' ? duration : parseDuration(duration)
  if (ms === undefined || !Number.isFinite(ms) || ms < 0) {
    throw new SandboxMistake(`"${duration}" is not a duration: write 90s, 25h or 39d`)
  }
  if (ms > LONGEST_DURATION_MS)
    throw new SandboxMistake('a duration of more than a thousand years is not for tokens')
  return Math.round(ms)
}

const LONGEST_DURATION_MS = 365_000 * DAY

/** Epoch milliseconds of an instant that a caller gave as text or number. */
export function instantFrom(instant: string | number): number {
  const ms = typeof instant === 'number' ? instant : parseInstant(instant)
  if (ms === undefined || !Number.isFinite(ms)) {
    throw new SandboxMistake(
      `"${instant}" is not an instant: write ISO 8601 with a zone, such as 2026-11-22T00:00:00Z`,
    )
  }
  requireReachable(ms)
  return Math.trunc(ms)
}

function requireReachable(instant: number): void {
  if (instant < 0 || instant > LATEST_INSTANT) {
    throw new SandboxMistake('the clock goes from the year 1970 to the year 9999')
  }
}

function firstReading(options: ClockOptions, host: number): ClockReading {
  const mode = options.mode ?? 'virtual'
  if (mode === 'real' && options.now !== undefined) {
    throw new SandboxMistake(
      'a real clock cannot start elsewhere: leave out `now`, or choose virtual or frozen',
    )
  }
  return readingAt(mode, options.now === undefined ? host : instantFrom(options.now), host)
}

function readingAt(mode: ClockMode, instant: number, host: number): ClockReading {
  switch (mode) {
    case 'virtual':
      return { mode, offset_ms: instant - host }
    case 'frozen':
      return { mode, now: instant }
    case 'real':
      return { mode }
    default:
      return mode satisfies never
  }
}

function instantOf(reading: ClockReading, host: number): number {
  switch (reading.mode) {
    case 'virtual':
      return host + reading.offset_ms
    case 'frozen':
      return reading.now
    case 'real':
      return host
    default:
      return reading satisfies never
  }
}
