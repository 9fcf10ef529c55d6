/** How accounts write, in their owners' words. */
import type { Kysely } from 'kysely'
import type { Voice } from '../drafts/draft.ts'
import type { Schema } from './schema.ts'

export async function findVoice(db: Kysely<Schema>, accountId: string): Promise<Voice | undefined> {
  const row = await db.selectFrom('voice').selectAll().where('account_id', '=', accountId).executeTakeFirst()
  return row && { profile: row.profile, bannedPhrases: JSON.parse(row.banned_phrases) as string[] }
}

export async function putVoice(db: Kysely<Schema>, accountId: string, voice: Voice): Promise<void> {
  const said = { profile: voice.profile, banned_phrases: JSON.stringify(voice.bannedPhrases) }
  await db
    .insertInto('voice')
    .values({ account_id: accountId, ...said })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(said))
    .execute()
}
