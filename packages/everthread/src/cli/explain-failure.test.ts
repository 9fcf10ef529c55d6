import { describe, expect, it, test } from 'vitest'
import { CONFIG_PROBLEMS, ConfigError, givenFrom } from '../config/config-error.ts'
import { ENV_FILE_ERROR_CODES, EnvFileError } from '../env-file/env-file-error.ts'
import { MEDIA_ERROR_CODES, MediaError } from '../media/media-error.ts'
import { ClaimLostError } from '../store/claims.ts'
import { STORE_ERROR_CODES, StoreError } from '../store/store-error.ts'
import { VaultError, type VaultProblem } from '../vault/vault-error.ts'
import { LANGUAGES, type Language } from '../words/language.ts'
import { CommandError } from './command-error.ts'
import { explainFailure } from './explain-failure.ts'

/** Every value shows as a text that stands nowhere else. */
const PATH = '/srv/app/.env'
const NEW_TOKEN_AT = '/srv/app/.env.everthread-new'

const VAULT_PROBLEMS: readonly VaultProblem[] = [
  { kind: 'wrong-key', wanted: 'key-wanted', have: 'key-at-hand' },
  { kind: 'damaged' },
  { kind: 'key-malformed', where: 'EVERTHREAD_KEY' },
  { kind: 'key-missing', path: PATH },
  { kind: 'key-unreadable', path: PATH },
  { kind: 'key-not-written', path: PATH },
]

const FAILURES: readonly { readonly error: Error; readonly shows: readonly string[] }[] = [
  ...CONFIG_PROBLEMS.map((problem) => ({
    error: new ConfigError('EVERTHREAD_SETTING', problem, { kind: 'shown', text: 'GIVEN' }),
    shows: ['EVERTHREAD_SETTING'],
  })),
  ...ENV_FILE_ERROR_CODES.map((code) => ({
    error: new EnvFileError(code, PATH, { newTokenAt: NEW_TOKEN_AT }),
    shows: [PATH, NEW_TOKEN_AT],
  })),
  ...STORE_ERROR_CODES.map((code) => ({
    error: new StoreError(code, PATH, { detail: 'DETAIL' }),
    shows: [PATH, 'DETAIL'],
  })),
  ...MEDIA_ERROR_CODES.map((code) => ({
    error: new MediaError(code, { detail: 'DETAIL' }),
    shows: ['DETAIL'],
  })),
  ...VAULT_PROBLEMS.map((problem) => {
    const { kind: _kind, ...values } = problem
    return { error: new VaultError(problem), shows: Object.values(values) }
  }),
  { error: new ClaimLostError('the claim was lost'), shows: [] },
]

const CASES = LANGUAGES.flatMap((language) =>
  FAILURES.map((failure) => ({ ...failure, language, name: failure.error.message })),
)

/** English is not left standing in a Russian sentence: paths, names of settings and Latin words in quotes are its own. */
const CYRILLIC = /[А-Яа-яЁё]/

describe.each(CASES)('$name, in $language', ({ error, shows, language }) => {
  it('is told in that language, with what is known', () => {
    const { message, remedy = message } = explainFailure(error, language)
    for (const value of shows) expect(message).toContain(value)
    for (const text of [message, remedy]) {
      expect(text).not.toMatch(/undefined|\[object | {2}/)
      expect(CYRILLIC.test(text)).toBe(language === 'ru')
    }
  })
})

test('what a person was given to read is not the line for the log', () => {
  const { message, remedy } = explainFailure(new EnvFileError('not-found', PATH), 'ru')
  expect(message).toBe(`нет файла ${PATH}`)
  expect(remedy).toBe('Проверьте имя или укажите другой файл: --env.')
})

test.each<[Language, string]>([
  ['en', 'EVERTHREAD_PORT must be a number from 0 to 65535, and is 180 characters'],
  ['ru', 'EVERTHREAD_PORT: нужно число от 0 до 65535, а указано: строка (180 зн.)'],
])('a token under the wrong name is counted, not repeated (%s)', (language, sentence) => {
  const error = new ConfigError('EVERTHREAD_PORT', 'not-a-port', givenFrom('x'.repeat(180)))
  expect(explainFailure(error, language)).toEqual({ code: 'config', message: sentence, exitCode: 2 })
})

test('an account or a file that another process holds is no defect: it is tried again', () => {
  for (const error of [new ClaimLostError('the claim was lost'), new EnvFileError('locked', '.env')])
    expect(explainFailure(error, 'en')).toMatchObject({ code: 'locked', exitCode: 4 })
  expect(explainFailure(new StoreError('busy', PATH), 'en')).toMatchObject({ code: 'busy', exitCode: 4 })
})

test('what a command says of itself stays as it is', () => {
  const error = new CommandError('nothing-kept', 'nothing is kept yet', { exitCode: 3, remedy: 'Adopt.' })
  expect(explainFailure(error, 'ru')).toEqual({
    code: 'nothing-kept',
    message: 'nothing is kept yet',
    remedy: 'Adopt.',
    exitCode: 3,
  })
})

test('what nobody foresaw is told with its stack', () => {
  expect(explainFailure(new RangeError('too far'), 'en')).toMatchObject({
    code: 'defect',
    message: expect.stringMatching(/^RangeError: too far\n +at /),
    exitCode: 1,
  })
})
