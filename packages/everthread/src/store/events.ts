/**
 * What happened, numbered in the order in which it was written, so that a reader who was away resumes where it stopped.
 * Instants would not do: a calendar jumps, and two processes write.
 */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { EverthreadEvent } from '../alerts/event.ts'
import type { Millis } from '../time/clock.ts'
import { DAY } from '../time/duration.ts'
import type { SentenceFacts } from '../words/sentences.ts'
import type { EventTable, Schema } from './schema.ts'
import type { Store } from './store.ts'

export const EVENTS_KEPT_MS = 90 * DAY

export interface NumberedEvent {
  readonly number: number
  readonly event: EverthreadEvent
  readonly told?: SentenceFacts
}

export interface NewEvent {
  readonly at: Millis
  /** Ours, not Threads': absent where it is of no account. */
  readonly accountId?: string
  readonly event: EverthreadEvent
  /** What its sentences were told with, so that they can be told in another language as well. */
  readonly told?: SentenceFacts
}

/**
 * Also forgets what is older than 90 days. Two nodes that take the same number at once meet, and the transaction of one is
 * done again.
 */
export async function insertEvent(store: Pick<Store<Schema>, 'transaction'>, event: NewEvent): Promise<void> {
  await insertEvents(store, [event])
}

/** All of them or none, in their order. */
export async function insertEvents(
  store: Pick<Store<Schema>, 'transaction'>,
  events: readonly NewEvent[],
): Promise<void> {
  const newest = Math.max(...events.map(({ at }) => at))
  await store.transaction(async (trx) => {
    for (const event of events) await insertNumbered(trx, event)
    await forgetOlder(trx, newest - EVENTS_KEPT_MS)
  })
}

async function insertNumbered(
  trx: Transaction<Schema>,
  { at, accountId, event, told }: NewEvent,
): Promise<void> {
  const document = JSON.stringify({ ...event, told })
  await sql`
    INSERT INTO event (number, id, at, account_id, event, document)
    SELECT coalesce(max(number), 0) + 1, ${event.id}, CAST(${at} AS BIGINT), ${accountId ?? null}, ${event.event}, ${document}
    FROM event`.execute(trx)
}

async function forgetOlder(trx: Transaction<Schema>, at: number): Promise<void> {
  await trx
    .deleteFrom('event')
    .where('at', '<', at)
    .where('number', '<', (eb) => eb.selectFrom('event').select((max) => max.fn.max('number').as('last')))
    .execute()
}

export interface EventQuery {
  readonly accountId?: string
  /** Only what was written before this number. */
  readonly before?: number
  readonly limit: number
}

/** In the order in which they were written. */
export async function listEventsAfter(
  db: Kysely<Schema>,
  after: number,
  limit: number,
): Promise<NumberedEvent[]> {
  const rows = await db
    .selectFrom('event')
    .selectAll()
    .where('number', '>', after)
    .orderBy('number')
    .limit(limit)
    .execute()
  return rows.map(toEvent)
}

/** The newest first. */
export async function listEvents(
  db: Kysely<Schema>,
  { before, limit, accountId }: EventQuery,
): Promise<NumberedEvent[]> {
  let select = db.selectFrom('event').selectAll()
  if (before !== undefined) select = select.where('number', '<', before)
  if (accountId !== undefined) select = select.where('account_id', '=', accountId)
  const rows = await select.orderBy('number', 'desc').limit(limit).execute()
  return rows.map(toEvent)
}

export async function findEvent(db: Kysely<Schema>, id: string): Promise<EverthreadEvent | undefined> {
  const row = await db.selectFrom('event').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toEvent(row).event
}

/** 0 before the first. */
export async function lastEventNumber(db: Kysely<Schema>): Promise<number> {
  const row = await db
    .selectFrom('event')
    .select((eb) => eb.fn.max('number').as('last'))
    .executeTakeFirst()
  return row?.last ?? 0
}

function toEvent({ number, document }: EventTable): NumberedEvent {
  const { told, ...event } = JSON.parse(document) as EverthreadEvent & Pick<NumberedEvent, 'told'>
  return { number, event, ...(told && { told }) }
}
