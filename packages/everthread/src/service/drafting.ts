/** Drafts in an installation: which model writes, and what it is told of the account. */
import { aiSettings } from '../config/ai-settings.ts'
import type { RawEnv } from '../config/env.ts'
import type { DraftRequest, DraftStep, Grounding } from '../drafts/draft.ts'
import { type Provider, providerOf } from '../drafts/provider.ts'
import { writeDrafts } from '../drafts/write-drafts.ts'
import type { HttpFetch } from '../net/http-fetch.ts'
import { findVoice } from '../store/voices.ts'
import type { Clock } from '../time/clock.ts'
import type { Installation } from './installation.ts'
import { storedSecret } from './secret-settings.ts'

export interface DraftingDeps {
  readonly installation: Pick<Installation, 'store' | 'vault'>
  readonly raw: RawEnv
  readonly fetch: HttpFetch['fetch']
  readonly host: Clock
}

export interface Drafting {
  /** Who writes; `undefined` where nobody does. Read anew each time: a key may be set while the service runs. */
  provider(): Promise<Provider | undefined>
  /** Steps as they come; throws the signal's reason alone. */
  write(accountId: string, request: DraftRequest, signal: AbortSignal): AsyncIterable<DraftStep>
}

export function createDrafting({ installation, raw, fetch, host }: DraftingDeps): Drafting {
  const { db } = installation.store
  const provider = async () => providerOf(aiSettings(raw), await storedSecret(installation, 'gemini_api_key'))
  return {
    provider,
    write: async function* (accountId, request, signal) {
      const chosen = await provider()
      // Half a megabyte, for those who ask for drafts.
      const model =
        chosen && (await (await import('../drafts/ai-model.ts')).createAiModel(chosen, { fetch, host }))
      const voice = await findVoice(db, accountId)
      const grounding: Grounding = { examples: [], ...(voice && { voice }) }
      yield* writeDrafts(request, { model, grounding, signal })
    },
  }
}
