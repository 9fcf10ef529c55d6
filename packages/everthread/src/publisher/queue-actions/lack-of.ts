/** What keeps contents from being a post at all, whatever the rules say of them. */
import type { Kysely } from 'kysely'
import type { NoContent } from './action-outcome.ts'
import type { NewPart } from './part-contents.ts'
import { listMissingMedia } from '../../store/missing-media.ts'
import type { Schema } from '../../store/schema.ts'

export async function lackOf(db: Kysely<Schema>, parts: readonly NewPart[]): Promise<NoContent | undefined> {
  if (parts.length === 0) return { kind: 'no_parts' }
  const media = parts.flatMap(({ content }) => content.media ?? [])
  const stored = media.flatMap((ref) => (ref.kind === 'stored' ? [ref.mediaId] : []))
  const [mediaId] = await listMissingMedia(db, stored)
  return mediaId === undefined ? undefined : { kind: 'no_such_media', mediaId }
}
