/** Reads everything that a step may need about one account: rows, the sinks' contents, the journal. */
import { fingerprint, type Secret } from '@everthread/client'
import type { AccountView, SinkView } from './account-step.ts'
import type { AdvanceDeps } from './account.ts'
import { parseRenewBefore } from './config/renew-before.ts'
import type { JournalState } from './keeper/attempt.ts'
import { DEFAULT_RENEW_BEFORE } from './keeper/policy.ts'
import type { SinkContent } from './sinks/token-sink.ts'
import { type Account, findAccount } from './store/accounts.ts'
import { type Generation, listGenerations } from './store/generations.ts'
import { listSinks, type Sink } from './store/sinks.ts'
import { listWork, NEVER_DUE, type Work } from './store/work.ts'
import type { Millis } from './time/clock.ts'

export interface Gathered {
  readonly account: Account
  readonly current: Generation
  readonly generations: readonly Generation[]
  /** The current token, unsealed. */
  readonly token: Secret
  readonly sinks: readonly { readonly sink: Sink; readonly content: SinkContent }[]
  readonly sinkIds: readonly string[]
  /** Sinks that hold the current token: their delivery is done. */
  readonly settledSinkIds: readonly string[]
  readonly neverDue: Millis
  readonly journal: JournalState
  readonly view: AccountView
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
  const journal = settledJournal(deps.openJournal(accountId).read(), current)
  return {
    account,
    current,
    generations,
    token: deps.vault.open(current.sealedToken, tokenContext(accountId, current.number)),
    sinks,
    sinkIds: sinks.map(({ sink }) => sink.id),
    settledSinkIds: sinks
      .filter(({ content }) => holds(content) === current.facts.fingerprint)
      .map(({ sink }) => sink.id),
    neverDue: NEVER_DUE,
    journal,
    view: {
      keeper: {
        token: current.facts,
        renewBefore: (account.renewBefore && parseRenewBefore(account.renewBefore)) || DEFAULT_RENEW_BEFORE,
        jitter: account.jitter,
        canExchange: deps.appSecret !== undefined,
        ...(account.attempts && { attempts: account.attempts }),
        ...(account.refusal && { refusal: account.refusal }),
      },
      journal: journal.kind,
      known: new Set(generations.map((one) => one.facts.fingerprint)),
      sinks: sinks.map(({ sink, content }) => toSinkView(sink, content, work)),
      tokenDueAt: work.find((row) => row.kind === 'token')?.dueAt ?? (0 as Millis),
      ...(account.lastLookAt !== undefined && { lastLookAt: account.lastLookAt }),
    },
  }
}

/** Killed between the commit and the journal's removal: what it holds is current already. */
function settledJournal(journal: JournalState, current: Generation): JournalState {
  const done = journal.kind === 'recorded' && journal.minted.facts.fingerprint === current.facts.fingerprint
  return done ? { kind: 'none' } : journal
}

function toSinkView(sink: Sink, content: SinkContent, work: readonly Work[]): SinkView {
  const fingerprint = holds(content)
  const dueAt = work.find((row) => row.kind === 'deliver' && row.subject === sink.id)?.dueAt
  return {
    id: sink.id,
    dueAt: dueAt ?? (0 as Millis),
    ...(fingerprint !== undefined && { holds: fingerprint }),
    ...(sink.rejected && { rejected: sink.rejected }),
    ...(sink.attempts && { notBefore: sink.attempts.notBefore }),
  }
}

function holds(content: SinkContent): string | undefined {
  return content.kind === 'token' ? fingerprint(content.token) : undefined
}
