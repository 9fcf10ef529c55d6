import { expect, test } from 'vitest'
import { EVENT_NAMES } from '../alerts/event.ts'
import { REASONS, type Reason } from '../keeper/reasons.ts'
import { toMillis } from '../time/clock.ts'
import { DAY, MINUTE } from '../time/duration.ts'
import { eventSentences } from './event-words.ts'
import { createFormat } from './format.ts'
import { LANGUAGES, type Language } from './language.ts'
import { reasonSentences } from './reason-words.ts'
import type { SentenceFacts, Sentences } from './sentences.ts'
import { flawsIn } from './test-flaws.ts'
import { WAYS_OUT, wayOutWords } from './ways-out.ts'

const NOW = toMillis(1_800_000_000_000)
const NOTHING: SentenceFacts = { now: NOW }
/** Each fact shows as a text that stands nowhere else. */
const EVERYTHING: SentenceFacts = {
  now: NOW,
  username: 'anna',
  at: toMillis(NOW + DAY),
  expiresAt: toMillis(NOW + 3 * DAY),
  dataAccessExpiresAt: toMillis(NOW + 5 * DAY),
  plannedAt: toMillis(NOW - 7 * DAY),
  path: '/srv/app/.env',
  post: 'post-seven',
  key: 'THREADS_KEY',
  missing: ['threads_missing'],
  foundUsername: 'boris',
  skewMs: 11 * MINUTE,
}

/** The reasons after which a person has to act: the section `needs_person` of the list, and what is broken locally. */
const FOR_A_PERSON = REASONS.slice(REASONS.indexOf('expired'))

const speaker = (language: Language, zone = 'Europe/Moscow') => ({
  language,
  format: createFormat(language, zone),
})

const reasonIn = (language: Language, reason: Reason, facts: SentenceFacts) =>
  reasonSentences(reason, facts, speaker(language))

function textsOf({ message, remedy }: Sentences): string[] {
  return remedy === undefined ? [message] : [message, remedy]
}

/** Which facts a text shows, by the marks that only they leave. */
function factsIn(text: string): string[] {
  const marks = {
    username: '@anna',
    at: '16 Jan|16 янв',
    expiresAt: '18 Jan|18 янв',
    expiresIn: 'in 3 days|через 3 дня',
    dataAccessExpiresAt: '20 Jan|20 янв',
    dataAccessExpiresIn: 'in 5 days|через 5 дней',
    plannedAt: '\\b8 Jan|\\b8 янв',
    path: '/srv/app/.env',
    post: 'post-seven',
    key: 'THREADS_KEY',
    missing: 'threads_missing',
    foundUsername: '@boris',
    skew: '11 minutes fast|спешат: разница — 11 минут',
  }
  return Object.entries(marks).flatMap(([fact, mark]) => (new RegExp(mark).test(text) ? [fact] : []))
}

const flawsOf = (sentences: Sentences, language: Language): string[] =>
  textsOf(sentences).flatMap((text) => flawsIn(text, language))

test.each(['Good until undefined.', 'Good  until.', 'good.', 'Хорошо.', 'Run `everthread repair`.'])(
  'control: a flaw is found in “%s”',
  (text) => {
    expect(flawsIn(text, 'en')).toHaveLength(1)
  },
)

const cases = LANGUAGES.flatMap((language) => REASONS.map((reason) => ({ language, reason })))

test.each(cases)('$reason in $language is whole with every fact and with none', ({ language, reason }) => {
  expect(flawsOf(reasonIn(language, reason, NOTHING), language)).toEqual([])
  expect(flawsOf(reasonIn(language, reason, EVERYTHING), language)).toEqual([])
  expect(reasonIn(language, reason, NOTHING).url ?? 'https://').toMatch(/^https:\/\//)
})

test.each(REASONS)(
  '%s says the same in both languages: the same facts, the same commands, the same place',
  (reason) => {
    const [en, ru] = [reasonIn('en', reason, EVERYTHING), reasonIn('ru', reason, EVERYTHING)]
    expect(factsIn(ru.message)).toEqual(factsIn(en.message))
    expect(commandsIn(ru.remedy)).toEqual(commandsIn(en.remedy))
    expect(ru.url).toBe(en.url)
  },
)

function commandsIn(text = ''): string[] {
  return [...text.matchAll(/`everthread \w+`|THREADS_\w+|EVERTHREAD_\w+/g)].map(([match]) => match)
}

test.each(FOR_A_PERSON)('%s names something that a person can do', (reason) => {
  for (const language of LANGUAGES) expect(reasonIn(language, reason, NOTHING).remedy).toBeDefined()
})

test.each(LANGUAGES)(
  'every refusal of Meta’s has a sentence of its own and a place to repair it (%s)',
  (language) => {
    const refusals: Reason[] = [
      'password-changed',
      'app-removed',
      'checkpoint',
      'expired',
      'account-unconfirmed',
      'token-invalid',
      'not-a-tester',
    ]
    const sentences = refusals.map((reason) => reasonIn(language, reason, NOTHING))
    expect(new Set(sentences.map(({ message }) => message)).size).toBe(refusals.length)
    for (const { url } of sentences) expect(url).toMatch(/^https:\/\//)
  },
)

test.each(cases)(
  'remedy and place of $reason in $language depend on no fact: a document can list them',
  (given) => {
    const [bare, full] = [NOTHING, EVERYTHING].map((facts) => reasonIn(given.language, given.reason, facts))
    expect([bare?.remedy, bare?.url]).toEqual([full?.remedy, full?.url])
  },
)

const events = LANGUAGES.flatMap((language) => EVENT_NAMES.map((event) => ({ language, event })))

test.each(events)('$event in $language is whole with every fact and with none', ({ language, event }) => {
  const tell = (facts: SentenceFacts) =>
    eventSentences({ event, reason: 'network', facts }, speaker(language))
  expect(flawsOf(tell(NOTHING), language)).toEqual([])
  expect(flawsOf(tell(EVERYTHING), language)).toEqual([])
})

test.each(EVENT_NAMES)('%s tells the same facts in both languages', (event) => {
  const happening = { event, reason: 'expired', facts: EVERYTHING } as const
  const en = eventSentences(happening, speaker('en'))
  const ru = eventSentences(happening, speaker('ru'))
  expect(factsIn(ru.message)).toEqual(factsIn(en.message))
  expect(ru.url).toBe(en.url)
})

test('an event that a reason explains ends with it and takes its remedy', () => {
  const happening = { event: 'expires-in-3-days', reason: 'password-changed', facts: EVERYTHING } as const
  expect(eventSentences(happening, speaker('en', 'UTC'))).toEqual({
    message:
      'The token of @anna expires in 3 days, on 18 January 2027, 08:00 UTC, and it is still not renewed. ' +
      'Meta ended this token because the account’s password was changed, or for a security reason of its own.',
    remedy: reasonIn('en', 'password-changed', NOTHING).remedy,
    url: 'https://developers.facebook.com/apps/',
  })
  expect(eventSentences(happening, speaker('ru')).message).toBe(
    'Срок токена @anna кончается через 3 дня, 18 января 2027, 11:00 (08:00 UTC), а он всё ещё не продлён. ' +
      'Meta отозвала токен: у аккаунта сменили пароль, либо она сделала это из соображений безопасности.',
  )
})

test('nothing is said to expire in the past', () => {
  const facts = { now: NOW, expiresAt: toMillis(NOW - DAY) }
  const { message } = eventSentences(
    { event: 'expires-in-1-day', reason: 'network', facts },
    speaker('en', 'UTC'),
  )
  expect(message).toMatch(
    /^The token expires soon, on 14 January 2027, 08:00 UTC, and it is still not renewed\./,
  )
})

test.each(LANGUAGES)('the three ways out name their command or their place (%s)', (language) => {
  const ways = WAYS_OUT.map((way) => wayOutWords(way, language))
  expect(ways.map(({ command }) => command)).toEqual(['everthread connect', 'everthread exchange', undefined])
  expect(ways[2]?.url).toBe('https://www.threads.com/intent/post')
  expect(ways.flatMap(({ text }) => flawsIn(text, language))).toEqual([])
})
