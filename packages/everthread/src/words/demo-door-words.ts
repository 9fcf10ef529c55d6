/** What the page behind the demo's one-time link says. */
import type { Language } from './language.ts'

interface DoorWords {
  readonly title: string
  readonly opening: string
  /** The owner's, who was not asked for one. */
  readonly name: string
  readonly spent: string
}

const WORDS: Readonly<Record<Language, DoorWords>> = {
  en: {
    title: 'The demo',
    opening: 'Opening…',
    name: 'You',
    spent: 'This link was used already. Start the demo again for a new one.',
  },
  ru: {
    title: 'Демонстрация',
    opening: 'Открывается…',
    name: 'Вы',
    spent: 'Эта ссылка уже использована. Запустите демонстрацию заново — будет новая.',
  },
}

export function doorWords(language: Language): DoorWords {
  return WORDS[language]
}
