/** The page on which a login of the service ends, and the one that tells what became of somebody's data. */
import type { Language } from './language.ts'

interface PageWords {
  readonly title: string
  readonly text: string
}

interface CallbackWords {
  readonly connected: (name: string) => PageWords
  readonly denied: PageWords
  readonly expired: PageWords
  readonly failed: (why: string) => PageWords
  /** After a login that came to nothing. */
  readonly back: string
  readonly onward: string
  readonly deleted: PageWords
  readonly nothingStored: PageWords
}

const EN: CallbackWords = {
  connected: (name) => ({
    title: `${name} is connected`,
    text: 'Everthread keeps the token alive from now on.',
  }),
  denied: {
    title: 'Not granted',
    text: 'Threads reports that the access was not granted. Nothing was changed.',
  },
  expired: {
    title: 'Another login',
    text: 'This answer does not belong to a login that was begun in this browser in the last quarter of an hour. Begin again.',
  },
  failed: (why) => ({ title: 'Not connected', text: why }),
  back: 'Back to the guide',
  onward: 'See what it may do',
  deleted: { title: 'Deleted', text: 'The data of this account has been deleted from this service.' },
  nothingStored: { title: 'Nothing is stored', text: 'This service has no data under this code.' },
}

const RU: CallbackWords = {
  connected: (name) => ({
    title: `${name} — подключено`,
    text: 'С этого момента Everthread следит за токеном.',
  }),
  denied: {
    title: 'Доступ не разрешён',
    text: 'Threads сообщает, что доступ не разрешён. Ничего не изменено.',
  },
  expired: {
    title: 'Это другой вход',
    text: 'Этот ответ не относится ко входу, начатому в этом браузере за последние четверть часа. Начните заново.',
  },
  failed: (why) => ({ title: 'Не подключено', text: why }),
  back: 'Вернуться к подключению',
  onward: 'Посмотреть, что разрешено',
  deleted: { title: 'Удалено', text: 'Данные этого аккаунта удалены из сервиса.' },
  nothingStored: { title: 'Здесь ничего нет', text: 'Под этим кодом сервис не хранит никаких данных.' },
}

const WORDS: Record<Language, CallbackWords> = { en: EN, ru: RU }

export function callbackWords(language: Language): CallbackWords {
  return WORDS[language]
}
