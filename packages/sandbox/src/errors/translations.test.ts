import { expect, test } from 'vitest'
import { type Api, withApi } from '../../test-support/api.ts'
import { posterOf } from '../../test-support/publishing.ts'
import { languageOf, TRANSLATIONS } from './translations.ts'

const NOT_FOUND = {
  en: ['Media Not Found', 'The media with id 17889615691921648 cannot be found.'],
  fr: [
    'Contenu multimédia introuvable',
    'Impossible de trouver le contenu multimédia dont l’identifiant est 17889615691921648.',
  ],
  ko: ['미디어를 찾을 수 없음', 'ID가 17889615691921648인 미디어를 찾을 수 없습니다.'],
  ru: ['Публикация не найдена', 'Не удалось найти публикацию с идентификатором 17889615691921648.'],
}

/** Publishes a container that does not exist. */
async function refusal(api: Api, params: Readonly<Record<string, string>> = {}) {
  const { token } = posterOf(api)
  const creation_id = '17889615691921648'
  const { error } = (await api.post('/me/threads_publish', { access_token: token, creation_id, ...params }))
    .json
  expect(error.message).toBe('The requested resource does not exist')
  return [error.error_user_title, error.error_user_msg]
}

test('errors speak to the user in the user’s language, and their message stays English', async () => {
  await withApi(async (api) => {
    expect(await refusal(api)).toEqual(NOT_FOUND.en)
    for (const [locale, expected] of [
      ['fr_FR', NOT_FOUND.fr],
      ['fr_CA', NOT_FOUND.fr],
      ['ko_KR', NOT_FOUND.ko],
      ['ru_RU', NOT_FOUND.ru],
      ['en_GB', NOT_FOUND.en],
      ['sw_KE', NOT_FOUND.en],
    ] as const) {
      expect(api.sandbox.users.put({ username: 'anna', locale })).toMatchObject({ locale })
      expect([locale, await refusal(api)]).toEqual([locale, expected])
    }
  })
})

test('the locale of a call comes before its user’s', async () => {
  await withApi(async (api) => {
    api.sandbox.users.put({ username: 'anna', locale: 'ko_KR' })
    expect(await refusal(api, { locale: 'ru_RU' })).toEqual(NOT_FOUND.ru)
    expect(await refusal(api, { locale: 'en_US' })).toEqual(NOT_FOUND.en)
  })
})

test('an injected error speaks the user’s language too', async () => {
  await withApi(async (api) => {
    const access_token = api.token()
    api.sandbox.users.put({ username: 'anna', locale: 'fr_FR' })
    api.sandbox.faults.add({ endpoint: 'me', fault: { kind: 'error', code: 613, error_subcode: 4279002 } })
    const { error } = (await api.get('/me', { access_token })).json
    expect(error.message).toBe('Calls to this api have exceeded the rate limit.')
    expect(error.error_user_title).toBe('Limite de débit de l’API Threads dépassée')
  })
})

test('what is no locale is refused by the control plane', async () => {
  await withApi(async ({ control }) => {
    for (const locale of ['french', 'fr', 'fr-FR', '', 7]) {
      const reply = await control('users', { username: 'anna', locale })
      expect([reply.status, reply.json.error]).toEqual([400, expect.stringContaining('locale')])
    }
  })
})

test('every translation says what the English says: the same values, in other words', () => {
  const valuesIn = (text: string) => text.match(/%\w+%/g)?.toSorted()
  for (const [english, others] of Object.entries(TRANSLATIONS)) {
    for (const text of Object.values(others)) {
      expect(text).not.toBe(english)
      expect([text, valuesIn(text)]).toEqual([text, valuesIn(english)])
    }
  }
})

test('a locale that is none is English', () => {
  expect([undefined, '', 'f', 'constructor'].map(languageOf)).toEqual(['en', 'en', 'en', 'en'])
})
