/** Reads everything that a step may need about one account: rows, the sinks' contents, the journal. */
import { fingerprint, type Secret } from '@everthread/client'
import type { AccountView, SinkView } from './next-step.ts'
import type { AdvanceDeps } from './advance.ts'
import { parseRenewBefore } from '../config/renew-before.ts'
import type { JournalState } from '../keeper/attempt.ts'
import { DEFAULT_RENEW_BEFORE } from '../keeper/policy.ts'
import type { SinkContent } from '../sinks/token-sink.ts'
import { type Account, findAccount } from '../store/accounts.ts'
import { type Generation, listGenerations } from '../store/generations.ts'
import { listSinks, type Sink } from '../store/sinks.ts'
import { listWork, type Work } from '../store/work.ts'
import type { Millis } from '../time/clock.ts'

export interface Gathered {
  readonly account: Account
  readonly current: Generation
  readonly generations: readonly Generation[]
  /** The current token, unsealed. */
  readonly token: Secret
  readonly appSecret?: Secret | undefined
  readonly sinks: readonly GatheredSink[]
  readonly sinkIds: readonly string[]
  readonly work: readonly Work[]
  readonly journal: JournalState
  readonly view: AccountView
}

export interface GatheredSink {
  readonly sink: Sink
  readonly content: SinkContent
}

/** What a generation's sealed text is bound to: a row that is moved elsewhere does not open. */
export function tokenContext(accountId: string, number: number): string {
  return `token:${accountId}:${number}`
}

export async function gather(deps: AdvanceDeps, accountId: string): Promise<Gathered> {
  const { db } = deps
  const account = await findAccount(db, accountId)
  if (!account) throw new Error(`there is no account ${accountId}`)
  const generations = await listGenerations(db, accountId)
  const current = generations.find((one) => one.state === 'current')
  if (!current) throw new Error(`account ${accountId} has no current token`)
  const work = await listWork(db, accountId)
  const sinks = (await listSinks(db, accountId)).map((sink) => ({
    sink,
    content: deps.openSink(sink).read(),
  }))
  const journal = await unsettledJournal(deps, accountId, generations)
  const appSecret = await deps.findAppSecret()
  return {
    account,
    current,
    generations,
    token: deps.vault.open(current.sealedToken, tokenContext(accountId, current.number)),
    appSecret,
    sinks,
    sinkIds: sinks.map(({ sink }) => sink.id),
    work,
    journal,
    view: {
      keeper: {
        token: current.facts,
        renewBefore: (account.renewBefore && parseRenewBefore(account.renewBefore)) || DEFAULT_RENEW_BEFORE,
        jitter: account.jitter,
        canExchange: appSecret !== undefined,
        ...(account.attempts && { attempts: account.attempts }),
        ...(account.refusal && { refusal: account.refusal }),
      },
      journal: journal.kind,
      known: new Set(generations.map((one) => one.facts.fingerprint)),
      sinks: sinks.map(({ sink, content }) => toSinkView(sink, holds(content), current.facts.fingerprint)),
      tokenDueAt: work.find((row) => row.kind === 'token')?.dueAt ?? (0 as Millis),
      ...(account.lastLookAt !== undefined && { lastLookAt: account.lastLookAt }),
    },
  }
}

/**
 * Killed between the commit and the journal's removal: what it holds is a generation already, and it goes now.
 *
 * @NOTE The fingerprint alone does not tell: a renewal may answer with the same string and a new life.
 */
async function unsettledJournal(
  deps: AdvanceDeps,
  accountId: string,
  generations: readonly Generation[],
): Promise<JournalState> {
  const journal = deps.openJournal(accountId)
  const state = await journal.read()
  if (state.kind !== 'recorded') return state
  const { fingerprint: recorded, mintedAt } = state.minted.facts
  const done = generations.some(({ facts }) => facts.fingerprint === recorded && facts.mintedAt === mintedAt)
  if (!done) return state
  await journal.discard()
  return { kind: 'none' }
}

function toSinkView(sink: Sink, held: string | undefined, current: string): SinkView {
  // What failed with the token that it holds, if that was looked at; else with the one that it should hold.
  const streak = (held === undefined ? undefined : streakOf(sink, held)) ?? streakOf(sink, current)
  return {
    id: sink.id,
    ...(held !== undefined && { holds: held }),
    ...(sink.deliveredFingerprint !== undefined && { delivered: sink.deliveredFingerprint }),
    ...(sink.rejected && { rejected: sink.rejected }),
    ...(streak && { notBefore: streak.notBefore }),
  }
}

/** A streak speaks of one token: another one that is found there, or is to be put there, starts anew. */
export function streakOf({ attempts }: Sink, fingerprint: string): Sink['attempts'] {
  return attempts?.of === fingerprint ? attempts : undefined
}

export function getSink({ sinks }: Gathered, sinkId: string): GatheredSink {
  const found = sinks.find(({ sink }) => sink.id === sinkId)
  if (!found) throw new Error(`there is no sink ${sinkId}`)
  return found
}

export function holds(content: SinkContent): string | undefined {
  return content.kind === 'token' ? fingerprint(content.token) : undefined
}
