/** What Meta shows when it subscribes to our webhooks: drawn once, sealed like every secret. */
import type { Secret } from '@everthread/client'
import { findSetting, putSetting, settleSetting } from '../store/settings.ts'
import { VaultError } from '../vault/vault-error.ts'
import { createBearer } from './auth/bearer.ts'
import type { ServerDeps } from './server-deps.ts'

const NAME = 'webhook_verify_token'

export async function getVerifyToken(
  deps: Pick<ServerDeps, 'installation' | 'randomBytes'>,
): Promise<Secret> {
  const { store, vault } = deps.installation
  const sealed = (await findSetting(store.db, NAME)) ?? (await settleSetting(store.db, NAME, draw(deps)))
  try {
    return vault.open(sealed, NAME)
  } catch (error) {
    if (!(error instanceof VaultError)) throw error
    // Sealed with a key that was rotated away: Meta is to be told the new one.
    const anew = draw(deps)
    await putSetting(store.db, NAME, anew)
    return vault.open(anew, NAME)
  }
}

function draw({ installation, randomBytes }: Pick<ServerDeps, 'installation' | 'randomBytes'>): string {
  return installation.vault.seal(createBearer(randomBytes).text, NAME)
}
