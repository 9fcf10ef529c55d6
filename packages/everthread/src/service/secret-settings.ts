/** Secrets among the settings: sealed by the vault, each bound to its name. */
import type { Secret } from '@everthread/client'
import { secretOf } from '../config/secrets.ts'
import { findSetting, putSetting } from '../store/settings.ts'
import type { Installation } from './installation.ts'

export const SECRET_SETTINGS = ['app_secret', 'gemini_api_key'] as const
export type SecretSetting = (typeof SECRET_SETTINGS)[number]

type Place = Pick<Installation, 'store' | 'vault'>

/** What the sealed text is bound to. */
export function contextOf(name: SecretSetting): string {
  return `setting:${name}`
}

export async function storedSecret(
  { store, vault }: Place,
  name: SecretSetting,
): Promise<Secret | undefined> {
  const sealed = await findSetting(store.db, name)
  return sealed === undefined ? undefined : secretOf(vault.open(sealed, contextOf(name)).reveal())
}

export async function storeSecret(
  { store, vault }: Place,
  name: SecretSetting,
  secret: Secret,
): Promise<void> {
  await putSetting(store.db, name, vault.seal(secret.reveal(), contextOf(name)))
}
