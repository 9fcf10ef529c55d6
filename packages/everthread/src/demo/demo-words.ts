/** What the demo says between the keeper's own lines. */
import type { Language } from '../words/language.ts'

interface DemoWords {
  readonly nothingToKeep: string
  readonly asked: string
  readonly what: (envFile: string) => string
  readonly page: (url: string) => string
  readonly howToStop: string
  readonly adopted: (name: string) => string
  readonly next: (days: string) => string
  readonly outage: string
  readonly passwordChanged: string
  readonly waysOut: string
  readonly personActs: string
  readonly stopped: string
}

const en: DemoWords = {
  nothingToKeep:
    'Nothing to keep here: no account, and no THREADS_ACCESS_TOKEN in ./.env. So this is the demo.',
  asked: 'The demo.',
  what: (envFile) =>
    `A Threads API on this machine (nothing leaves it), a token in ${envFile}, and an application that uses it. The clock jumps to whatever is due next.`,
  page: (url) => `The sandbox, with its clock and its faults: ${url}/`,
  howToStop: 'Ctrl-C ends it.',
  adopted: (name) => `${name}: adopted from the .env, 30 days old`,
  next: (left) => `nothing is due for ${left}: the clock jumps`,
  outage: '[story] Meta is down: the next three renewals get a 503, and one gets no answer at all',
  passwordChanged: '[story] the owner changes the password: every token of the account dies',
  waysOut:
    'three ways out: log in again (everthread connect), exchange a fresh token (everthread exchange), or publish by hand meanwhile',
  personActs: '[story] the owner pastes a new token into the .env',
  stopped: 'The demo is over. With your own token: everthread check --env .env',
}

const ru: DemoWords = {
  nothingToKeep:
    'Следить не за чем: нет ни аккаунта, ни THREADS_ACCESS_TOKEN в ./.env. Поэтому — демонстрация.',
  asked: 'Демонстрация.',
  what: (envFile) =>
    `Threads API на этой машине (наружу ничего не уходит), токен в ${envFile} и приложение, которое им пользуется. Часы прыгают к ближайшему событию.`,
  page: (url) => `Песочница, её часы и неисправности: ${url}/`,
  howToStop: 'Ctrl-C — выход.',
  adopted: (name) => `${name}: токен из .env взят под присмотр, ему 30 дней`,
  next: (left) => `ближайшие ${left} делать нечего: часы прыгают`,
  outage: '[сюжет] Meta лежит: на три следующих продления ответит 503, а на одно не ответит совсем',
  passwordChanged: '[сюжет] владелец сменил пароль: все токены аккаунта умерли',
  waysOut:
    'три выхода: войти заново (everthread connect), обменять свежий токен (everthread exchange) или пока публиковать вручную',
  personActs: '[сюжет] владелец вставил в .env новый токен',
  stopped: 'Демонстрация окончена. Со своим токеном: everthread check --env .env',
}

export function demoWords(language: Language): DemoWords {
  return language === 'ru' ? ru : en
}
