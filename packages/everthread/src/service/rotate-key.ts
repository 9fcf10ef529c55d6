/** After a key rotation: everything that an older key sealed is sealed again, all of it or nothing, and then the known value. */
import { tokenContext } from '../account/gather.ts'
import type { Store } from '../store/open-store.ts'
import type { Schema } from '../store/schema.ts'
import { listSealedTokens, replaceSealedToken } from '../store/generations.ts'
import { findSetting, putSetting } from '../store/settings.ts'
import { reseal } from '../vault/rotation.ts'
import type { Vault } from '../vault/vault.ts'

export const APP_SECRET_CONTEXT = 'setting:app_secret'

export async function rotateKey(store: Store<Schema>, vault: Vault, keyCheck: string): Promise<void> {
  await store.transaction(async (trx) => {
    const tokens = (await listSealedTokens(trx)).map((row) => ({
      ...row,
      context: tokenContext(row.accountId, row.number),
    }))
    for (const { row, sealed } of reseal(vault, tokens)) await replaceSealedToken(trx, row, sealed)
    const appSecret = await findSetting(trx, 'app_secret')
    const settings = appSecret === undefined ? [] : [{ sealed: appSecret, context: APP_SECRET_CONTEXT }]
    for (const { sealed } of reseal(vault, settings)) await putSetting(trx, 'app_secret', sealed)
    await putSetting(trx, 'key_check', keyCheck)
  })
}
