/** What is remembered about a `.env`'s token between two runs without a data folder. No secret: facts and a fingerprint. */
import { fingerprint, type Secret } from '@everthread/client'
import type { EnvMemory } from './env-round.ts'
import type { Attempts, Refusal, TokenFacts } from './facts.ts'

export interface EnvNote {
  readonly facts: TokenFacts
  /** Only Meta's "too young": any other back-off is the scheduler's that calls us. */
  readonly attempts?: Attempts
  /** Stands until the token is seen alive: that an answer was lost Meta never says again, and nobody may answer the next run. */
  readonly refusal?: Refusal
}

/** Where the note of one `.env` and key is kept. */
export interface NotePlace {
  readNote(): EnvNote | undefined
  writeNote(note: EnvNote): void
}

/** A note speaks of one token; about another it says nothing. */
export function noteOf(place: NotePlace, token: Secret): EnvNote | undefined {
  const note = place.readNote()
  return note?.facts.fingerprint === fingerprint(token) ? note : undefined
}

/** A runtime folder that cannot be written costs a memory, never a token. */
export function remember(place: NotePlace, note: EnvNote): void {
  try {
    place.writeNote(note)
  } catch {
    // Forgotten: what Meta tells is asked for again, and what it does not tell starts with one careful attempt.
  }
}

/** So that a `debug_token` that fails tomorrow does not make a known lifetime unknown again. A refusal is over. */
export function rememberNews(place: NotePlace, note: EnvNote | undefined, facts: TokenFacts): void {
  const { refusal, ...calm } = note ?? {}
  const isNew = facts.expiry.kind !== 'unknown' && JSON.stringify(facts) !== JSON.stringify(note?.facts)
  if (isNew || refusal) remember(place, { ...calm, facts })
}

/** A note lasts for weeks, and what a loop remembers is of today: the later streak counts. */
export function recall(note: EnvNote | undefined, memory: EnvMemory): EnvMemory {
  const attempts = laterOf(note?.attempts, memory.attempts)
  const refusal = memory.refusal ?? note?.refusal
  return { ...memory, ...(attempts && { attempts }), ...(refusal && { refusal }) }
}

function laterOf(a: Attempts | undefined, b: Attempts | undefined): Attempts | undefined {
  if (!a || !b) return a ?? b
  return a.lastAt > b.lastAt ? a : b
}

/** `undefined` for a note of another version, or of nobody's. */
export function parseEnvNote(text: string): EnvNote | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (!isNote(value)) return undefined
    return value
  } catch {
    // Half a note is no note: the next look at Meta starts a new one.
    return undefined
  }
}

function isNote(value: unknown): value is EnvNote {
  if (typeof value !== 'object' || value === null || !('facts' in value)) return false
  const { facts } = value
  if (typeof facts !== 'object' || facts === null || !('fingerprint' in facts) || !('expiry' in facts))
    return false
  const { expiry } = facts
  return (
    typeof facts.fingerprint === 'string' && typeof expiry === 'object' && expiry !== null && 'kind' in expiry
  )
}
