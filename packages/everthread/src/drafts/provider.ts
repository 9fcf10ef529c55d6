/** Which model writes: an OpenAI-compatible endpoint where one is named, else Gemini where there is a key, else none. Pure. */
import type { Secret } from '@everthread/client'

export type Provider =
  | {
      readonly kind: 'gemini'
      readonly key: Secret
      readonly model: string
      /** Google's own where there is none. */
      readonly baseUrl?: string
    }
  | {
      readonly kind: 'openai-compatible'
      /** A model on this machine asks for none. */
      readonly key?: Secret
      readonly model: string
      /** `http://127.0.0.1:11434/v1`. */
      readonly baseUrl: string
    }

export interface AiSettings {
  readonly baseUrl?: string
  readonly key?: Secret
  readonly model?: string
  readonly geminiKey?: Secret
}

/** The newest of Gemini's that is fast and no preview, by the AI SDK's catalogue of November 2026. */
export const USUAL_GEMINI = 'gemini-3.8-flash'

/** `stored`: the key that was typed into the settings; the environment wins over it. */
export function providerOf(settings: AiSettings, stored: Secret | undefined): Provider | undefined {
  const { baseUrl, key, model, geminiKey = stored } = settings
  if (baseUrl !== undefined && model !== undefined)
    return { kind: 'openai-compatible', baseUrl, model, ...(key && { key }) }
  return geminiKey && { kind: 'gemini', key: geminiKey, model: model ?? USUAL_GEMINI }
}
