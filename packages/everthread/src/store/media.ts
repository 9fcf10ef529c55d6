/** What is stored of pictures and films. Their bytes lie in the data folder or in a bucket, under the same id. */
import type { Kysely, Selectable } from 'kysely'
import type { FilmType, PictureType } from '../media/file-type.ts'
import type { Millis } from '../time/clock.ts'
import type { MediaTable, Schema } from './schema.ts'

export interface Media {
  readonly id: string
  readonly kind: MediaTable['kind']
  readonly type: PictureType | FilmType
  /** What its owner called it. */
  readonly name?: string
  readonly bytes: number
  /** Of the bytes as they are kept, in hexadecimal. */
  readonly sha256: string
  readonly width: number
  readonly height: number
  readonly durationMs?: number
  readonly place: MediaTable['place']
  readonly createdAt: Millis
}

export async function insertMedia(db: Kysely<Schema>, media: Media): Promise<void> {
  await db.insertInto('media').values(toRow(media)).execute()
}

export async function findMedia(db: Kysely<Schema>, id: string): Promise<Media | undefined> {
  const row = await db.selectFrom('media').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toMedia(row)
}

/** Those of them that there are. */
export async function listMediaByIds(db: Kysely<Schema>, ids: readonly string[]): Promise<Media[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('media').selectAll().where('id', 'in', ids).execute()
  return rows.map(toMedia)
}

export interface MediaPage {
  readonly limit: number
  readonly offset?: number
}

/** The newest first. */
export async function listMedia(db: Kysely<Schema>, { limit, offset = 0 }: MediaPage): Promise<Media[]> {
  const rows = await db
    .selectFrom('media')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map(toMedia)
}

/** Those that no part refers to, and that came before then. */
export async function listUnreferenced(db: Kysely<Schema>, before: Millis, limit: number): Promise<Media[]> {
  const rows = await db
    .selectFrom('media')
    .selectAll()
    .where('created_at', '<', before)
    .where((is) =>
      is.not(is.exists(is.selectFrom('part_media').select('media_id').whereRef('media_id', '=', 'media.id'))),
    )
    .orderBy('created_at')
    .limit(limit)
    .execute()
  return rows.map(toMedia)
}

/** Which of these there are. */
export async function listKnownIds(db: Kysely<Schema>, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db.selectFrom('media').select('id').where('id', 'in', ids).execute()
  return new Set(rows.map(({ id }) => id))
}

/** Unless a part refers to it by now. Resolves with whether it is gone. */
export async function deleteUnreferenced(db: Kysely<Schema>, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('media')
    .where('id', '=', id)
    .where((is) =>
      is.not(is.exists(is.selectFrom('part_media').select('media_id').where('media_id', '=', id))),
    )
    .executeTakeFirst()
  return numDeletedRows > 0n
}

function toRow(media: Media): MediaTable {
  const { name = null, durationMs = null, createdAt, ...same } = media
  return { ...same, name, duration_ms: durationMs, created_at: createdAt }
}

/** Nothing else is ever written into the column. */
function toMedia({ name, duration_ms, created_at, ...same }: Selectable<MediaTable>): Media {
  return {
    ...same,
    type: same.type as Media['type'],
    ...(name !== null && { name }),
    ...(duration_ms !== null && { durationMs: duration_ms }),
    createdAt: created_at as Millis,
  }
}
