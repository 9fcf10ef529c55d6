/** The Threads app: from the environment, else the `.env`, else the settings of the data folder (DESIGN §3). */
import type { Secret } from '@everthread/client'
import type { Installation } from '../service/installation.ts'
import { storeSecret } from '../service/secret-settings.ts'
import { findSetting, putSetting } from '../store/settings.ts'
import type { CommandContext } from './command-context.ts'
import { type EnvPlace, findAppId, findAppSecret } from './token-source.ts'

export interface ThreadsApp {
  readonly id?: string | undefined
  readonly secret?: Secret | undefined
}

export async function findApp(
  context: CommandContext,
  place: EnvPlace,
  installation: Installation | undefined,
): Promise<ThreadsApp> {
  const id =
    findAppId(context, place) ?? (installation && (await findSetting(installation.store.db, 'app_id')))
  return { id, secret: await findAppSecret(context, place, installation) }
}

/** The service, which runs elsewhere and with another environment, needs it to exchange short-lived tokens. */
export async function rememberApp(installation: Installation, { id, secret }: ThreadsApp): Promise<void> {
  if (id !== undefined) await putSetting(installation.store.db, 'app_id', id)
  if (secret) await storeSecret(installation, 'app_secret', secret)
}
