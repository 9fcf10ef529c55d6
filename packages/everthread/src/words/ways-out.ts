/** The three ways out of a dead token, as the guide that Everthread began from had them. */
import type { Language } from './language.ts'
import { PLACES } from './places.ts'

/** In this order in `check --json` and on the screen. */
export const WAYS_OUT = ['login', 'exchange', 'by_hand'] as const

export type WayOut = (typeof WAYS_OUT)[number]

export interface WayOutWords {
  readonly title: string
  readonly text: string
  /** What to type, when it is one command. */
  readonly command?: string
  readonly url?: string
}

const EN = {
  login: {
    title: 'Log in again',
    text: 'Opens Threads in the browser; after you agree, Everthread puts the new token where the old one was.',
    command: 'everthread connect',
  },
  exchange: {
    title: 'Exchange a fresh short-lived token',
    text: 'Make one in Meta’s dashboard (your app → Use cases → Customize → Settings → User Token Generator), put it into .env in place of the dead one, and turn it into one of 60 days. THREADS_APP_SECRET must be set.',
    command: 'everthread exchange',
    url: PLACES.metaApps,
  },
  by_hand: {
    title: 'Publish by hand meanwhile',
    text: 'Copy the text, open Threads, paste it and publish. That needs no token.',
    url: PLACES.compose,
  },
} as const satisfies Record<WayOut, WayOutWords>

const RU = {
  login: {
    title: 'Войти заново',
    text: 'Threads откроется в браузере. Когда вы согласитесь, Everthread запишет новый токен на место старого.',
    command: 'everthread connect',
  },
  exchange: {
    title: 'Обменять свежий краткосрочный токен',
    text: 'Создайте его в кабинете Meta (ваше приложение → Use cases → Customize → Settings → User Token Generator), вставьте в .env вместо недействующего и обменяйте на токен на 60 дней. Нужен THREADS_APP_SECRET.',
    command: 'everthread exchange',
    url: PLACES.metaApps,
  },
  by_hand: {
    title: 'Пока что публиковать вручную',
    text: 'Скопируйте текст, откройте Threads, вставьте и опубликуйте. Токен для этого не нужен.',
    url: PLACES.compose,
  },
} as const satisfies Record<WayOut, WayOutWords>

const LISTS: Record<Language, Record<WayOut, WayOutWords>> = { en: EN, ru: RU }

export function wayOutWords(way: WayOut, language: Language): WayOutWords {
  return LISTS[language][way]
}
