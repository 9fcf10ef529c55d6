/** What the demo says on the terminal. */
import type { Language } from '../words/language.ts'

interface DemoWords {
  readonly nothingToKeep: string
  readonly asked: string
  readonly what: (envFile: string) => string
  readonly page: (url: string) => string
  readonly howToStop: string
  readonly open: (url: string) => string
  readonly openAgain: (url: string) => string
  readonly stopped: string
  readonly noSandbox: (url: string) => { readonly message: string; readonly remedy: string }
}

const en: DemoWords = {
  nothingToKeep:
    'Nothing to keep here: no account, and no THREADS_ACCESS_TOKEN in ./.env. So this is the demo.',
  asked: 'The demo.',
  what: (envFile) =>
    `A Threads API on this machine (nothing leaves it), two accounts, posts in their queues, and a token in ${envFile} that is ten days from its renewal.`,
  page: (url) => `The sandbox's own page: ${url}/`,
  howToStop: 'Ctrl-C ends it.',
  open: (url) => `Open the demo, within the hour: ${url}`,
  openAgain: (url) => `The demo goes on: ${url}`,
  stopped: 'The demo is over. With your own token: everthread check --env .env',
  noSandbox: (url) => ({
    message: `what answers at ${url} is no sandbox, or nothing does`,
    remedy:
      'Start one (npx @everthread/sandbox), or unset THREADS_API_BASE_URL: then the demo brings its own.',
  }),
}

const ru: DemoWords = {
  nothingToKeep:
    'Следить не за чем: нет ни аккаунта, ни THREADS_ACCESS_TOKEN в ./.env. Поэтому — демонстрация.',
  asked: 'Демонстрация.',
  what: (envFile) =>
    `Threads API на этой машине (наружу ничего не уходит), два аккаунта, посты в очередях и токен в ${envFile}: до его продления десять дней.`,
  page: (url) => `Собственная страница песочницы: ${url}/`,
  howToStop: 'Ctrl-C — выход.',
  open: (url) => `Откройте демонстрацию, ссылка действует час: ${url}`,
  openAgain: (url) => `Демонстрация продолжается: ${url}`,
  stopped: 'Демонстрация окончена. Со своим токеном: everthread check --env .env',
  noSandbox: (url) => ({
    message: `по адресу ${url} отвечает не песочница, или никто не отвечает`,
    remedy:
      'Запустите её (npx @everthread/sandbox) или уберите THREADS_API_BASE_URL: тогда у демонстрации будет своя.',
  }),
}

export function demoWords(language: Language): DemoWords {
  return language === 'ru' ? ru : en
}
