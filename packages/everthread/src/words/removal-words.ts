/** What stays when an account is removed, and is its owner's to remove. */
import type { Language } from './language.ts'

const NOTES: Record<Language, readonly string[]> = {
  en: [
    'The app keeps its access at Meta until you remove it: Threads → Settings → Account → Website permissions.',
    'Posts that are published stay on Threads.',
    'Files of applications that hold the token are not touched.',
    'Copies of the store hold the token, encrypted.',
  ],
  ru: [
    'Доступ приложения остаётся в Meta, пока вы его не удалите: Threads → Настройки → Аккаунт → Разрешения для сайтов.',
    'Опубликованные посты остаются в Threads.',
    'Файлы приложений, в которых записан токен, не изменены.',
    'В копиях хранилища токен остаётся в зашифрованном виде.',
  ],
}

export function removalNotes(language: Language): string[] {
  return [...NOTES[language]]
}
