/** Who writes drafts, as the environment says it. */
import type { AiSettings } from '../drafts/provider.ts'
import { requireConfidential } from './config.ts'
import { ConfigError } from './config-error.ts'
import type { RawEnv } from './env.ts'
import { secretOf } from './secrets.ts'

/** @throws {ConfigError} */
export function aiSettings(raw: RawEnv): AiSettings {
  const baseUrl = raw.EVERTHREAD_AI_URL
  const model = raw.EVERTHREAD_AI_MODEL
  const key = secretOf(raw.EVERTHREAD_AI_KEY)
  const geminiKey = secretOf(raw.GEMINI_API_KEY)
  if (baseUrl !== undefined) {
    requireConfidential('EVERTHREAD_AI_URL', baseUrl)
    // Nobody but its owner knows which models stand there.
    if (model === undefined) throw new ConfigError('EVERTHREAD_AI_MODEL', 'model-missing')
  }
  return {
    ...(baseUrl !== undefined && { baseUrl: baseUrl.replace(/\/+$/, '') }),
    ...(model !== undefined && { model }),
    ...(key && { key }),
    ...(geminiKey && { geminiKey }),
  }
}
