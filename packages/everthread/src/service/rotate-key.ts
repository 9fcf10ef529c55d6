/** After a key rotation: everything that an older key sealed is sealed again, all of it or nothing, and then the known value. */
import { tokenContext } from '../account/gather.ts'
import type { Store } from '../store/open-store.ts'
import type { Schema } from '../store/schema.ts'
import { listSealedTokens, replaceSealedToken } from '../store/generations.ts'
import { findSetting, putSetting } from '../store/settings.ts'
import { contextOf, SECRET_SETTINGS } from './secret-settings.ts'
import { reseal } from '../vault/rotation.ts'
import type { Vault } from '../vault/vault.ts'

export async function rotateKey(store: Store<Schema>, vault: Vault, keyCheck: string): Promise<void> {
  await store.transaction(async (trx) => {
    const tokens = (await listSealedTokens(trx)).map((row) => ({
      ...row,
      context: tokenContext(row.accountId, row.number),
    }))
    for (const { row, sealed } of reseal(vault, tokens)) await replaceSealedToken(trx, row, sealed)
    for (const name of SECRET_SETTINGS) {
      const sealed = await findSetting(trx, name)
      const settings = sealed === undefined ? [] : [{ sealed, context: contextOf(name) }]
      for (const anew of reseal(vault, settings)) await putSetting(trx, name, anew.sealed)
    }
    await putSetting(trx, 'key_check', keyCheck)
  })
}
