/** Drafts in an installation: which model writes, and what it is told of the account. */
import type { Kysely } from 'kysely'
import { aiSettings } from '../config/ai-settings.ts'
import type { RawEnv } from '../config/env.ts'
import type { DraftRequest, DraftStep, Grounding } from '../drafts/draft.ts'
import { examplesFrom } from '../drafts/examples.ts'
import { type Provider, providerOf } from '../drafts/provider.ts'
import { writeDrafts } from '../drafts/write-drafts.ts'
import { readRanking } from '../insights/insight-reader.ts'
import { metaDays, shiftDay } from '../insights/meta-day.ts'
import type { HttpFetch } from '../net/http-fetch.ts'
import { findVoice } from '../store/voices.ts'
import type { Schema } from '../store/schema.ts'
import type { Clock, Millis } from '../time/clock.ts'
import { loadZones } from '../time/zones.ts'
import type { Installation } from './installation.ts'
import { storedSecret } from './secret-settings.ts'

export interface DraftingDeps {
  readonly installation: Pick<Installation, 'store' | 'vault'>
  readonly raw: RawEnv
  readonly fetch: HttpFetch['fetch']
  readonly host: Clock
  /** The calendar. */
  readonly now: () => Millis
}

export interface Drafting {
  /** Who writes; `undefined` where nobody does. Read anew each time: a key may be set while the service runs. */
  provider(): Promise<Provider | undefined>
  /** Steps as they come; throws the signal's reason alone. */
  write(accountId: string, request: DraftRequest, signal: AbortSignal): AsyncIterable<DraftStep>
}

export function createDrafting({ installation, raw, fetch, host, now }: DraftingDeps): Drafting {
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
      const examples = request.isGrounded ? await ownExamples(db, accountId, now()) : []
      const grounding: Grounding = { examples, ...(voice && { voice }) }
      yield* writeDrafts(request, { model, grounding, signal })
    },
  }
}

/** What is older says little of how one writes now. */
const LOOKED_BACK_DAYS = 90

async function ownExamples(
  db: Kysely<Schema>,
  accountId: string,
  now: Millis,
): Promise<Grounding['examples']> {
  const zones = await loadZones()
  const to = metaDays(zones).of(now)
  const period = { from: shiftDay(to, -LOOKED_BACK_DAYS), to }
  return examplesFrom((await readRanking({ db, zones, now }, accountId, period)).posts)
}
