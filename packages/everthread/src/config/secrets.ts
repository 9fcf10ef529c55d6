/** The settings that must not be seen: raw text to `Secret`, and the raw text goes no further. */
import { Secret } from '@everthread/client'
import type { RawEnv } from './env.ts'

export interface Secrets {
  readonly accessToken?: Secret
  readonly appSecret?: Secret
  readonly geminiKey?: Secret
}

export function parseSecrets(raw: RawEnv): Secrets {
  const accessToken = secretOf(raw.THREADS_ACCESS_TOKEN)
  const appSecret = secretOf(raw.THREADS_APP_SECRET)
  const geminiKey = secretOf(raw.GEMINI_API_KEY)
  return {
    ...(accessToken && { accessToken }),
    ...(appSecret && { appSecret }),
    ...(geminiKey && { geminiKey }),
  }
}

/** A secret from raw text; surrounding white space is a copying mistake and never part of one. */
export function secretOf(text: string | undefined): Secret | undefined {
  const trimmed = text?.trim()
  return trimmed === undefined || trimmed === '' ? undefined : new Secret(trimmed)
}
