import { Secret } from '@everthread/client'
import { expect, it } from 'vitest'
import { aiSettings } from '../config/ai-settings.ts'
import type { RawEnv } from '../config/env.ts'
import { providerOf, USUAL_GEMINI } from './provider.ts'

const of = (raw: RawEnv, stored?: string) => {
  const provider = providerOf(aiSettings(raw), stored === undefined ? undefined : new Secret(stored))
  return provider && { ...provider, ...(provider.key && { key: provider.key.reveal() }) }
}

it('is nobody until there is a key', () => {
  expect(of({})).toBeUndefined()
  expect(of({ EVERTHREAD_AI_MODEL: 'gemini-x' })).toBeUndefined()
})

it('is Gemini, by the key of the environment before that of the settings', () => {
  expect(of({}, 'stored')).toEqual({ kind: 'gemini', key: 'stored', model: USUAL_GEMINI })
  expect(of({ GEMINI_API_KEY: 'env', EVERTHREAD_AI_MODEL: 'x' }, 'stored')).toEqual({
    kind: 'gemini',
    key: 'env',
    model: 'x',
  })
})

it('is an endpoint of one’s own where one is named', () => {
  const raw = {
    EVERTHREAD_AI_URL: 'http://127.0.0.1:11434/v1/',
    EVERTHREAD_AI_MODEL: 'llama',
    GEMINI_API_KEY: 'env',
  }
  expect(of(raw)).toEqual({
    kind: 'openai-compatible',
    baseUrl: 'http://127.0.0.1:11434/v1',
    model: 'llama',
  })
})

it.each<[RawEnv, string]>([
  [{ EVERTHREAD_AI_URL: 'https://a.example/v1' }, 'model-missing'],
  [{ EVERTHREAD_AI_URL: 'http://a.example/v1', EVERTHREAD_AI_MODEL: 'x' }, 'url-in-the-clear'],
  [{ EVERTHREAD_AI_URL: 'nowhere', EVERTHREAD_AI_MODEL: 'x' }, 'not-a-url'],
])('refuses %j', (raw, problem) => {
  expect(() => aiSettings(raw)).toThrow(expect.objectContaining({ problem }))
})
