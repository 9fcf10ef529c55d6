/** Named values of the installation: the known value that proves the key, the learnt clock skew, the app, the zone of new accounts. */
import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/** `app_secret`, `gemini_api_key`, `key_check` and `webhook_verify_token` are sealed by the vault; the others are plain. */
export type SettingName =
  | 'key_check'
  | 'app_id'
  | 'app_secret'
  | 'gemini_api_key'
  | 'skew_ms'
  | 'webhook_verify_token'
  | 'default_zone'

export async function findSetting(db: Kysely<Schema>, name: SettingName): Promise<string | undefined> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst()
  return row?.value
}

/** Keeps what is there. Resolves with the value that stands after it. */
export async function settleSetting(db: Kysely<Schema>, name: SettingName, value: string): Promise<string> {
  await db
    .insertInto('setting')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  return (await findSetting(db, name)) ?? value
}

export async function putSetting(db: Kysely<Schema>, name: SettingName, value: string): Promise<void> {
  await db
    .insertInto('setting')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}
