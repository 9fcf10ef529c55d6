/** The page on which the one-time link ends: whoever opens it becomes the owner. */
import type { Language } from './language.ts'

export interface SetupWords {
  readonly title: string
  readonly text: string
  readonly name: string
  readonly password: string
  readonly send: string
  readonly noLink: string
}

const EN: SetupWords = {
  title: 'Become the owner',
  text: 'Whoever has this link owns this Everthread. It works once.',
  name: 'Name',
  password: 'Password, at least 12 characters',
  send: 'Become the owner',
  noLink: 'The address lacks the link’s secret. Open it as the terminal shows it.',
}

const RU: SetupWords = {
  title: 'Станьте владельцем',
  text: 'Кто открыл эту ссылку, тому и принадлежит этот Everthread. Ссылка действует один раз.',
  name: 'Имя',
  password: 'Пароль, не короче 12 символов',
  send: 'Стать владельцем',
  noLink: 'В адресе не хватает секрета. Откройте его так, как он показан в терминале.',
}

const WORDS: Record<Language, SetupWords> = { en: EN, ru: RU }

export function setupWords(language: Language): SetupWords {
  return WORDS[language]
}
