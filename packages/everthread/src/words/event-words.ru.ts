/** Every event in Russian. The reason's own words follow where `event-words.ts` says so. */
import type { EventName } from '../alerts/event.ts'
import { PLACES } from './places.ts'
import { known, type Saying, type Spoken } from './sentences.ts'

const expiresSoon = (spoken: Spoken) => ({
  message: `Срок токена${of(spoken)} кончается ${spoken.expiresIn ?? 'скоро'}${known(', ', spoken.expiresAt)}, а он всё ещё не продлён.`,
})

export const eventWordsRu = {
  'token-adopted': (spoken) => ({
    message: `Теперь Everthread следит за токеном${of(spoken)}${known('. Он действует до ', spoken.expiresAt)}.`,
  }),
  'token-renewed': (spoken) => ({
    message: `Токен${of(spoken)} продлён${known(' и действует до ', spoken.expiresAt)}.`,
  }),
  'token-exchanged': (spoken) => ({
    message: `Краткосрочный токен${of(spoken)} обменян на долгосрочный${known(', он действует до ', spoken.expiresAt)}.`,
  }),
  'renewal-overdue': (spoken) => ({
    message: `Токен${of(spoken)} не продлён вовремя${known(', продление намечалось на ', spoken.plannedAt)}.${known(' Токен действует до ', spoken.expiresAt, '.')}`,
  }),
  'expires-in-14-days': expiresSoon,
  'expires-in-7-days': expiresSoon,
  'expires-in-3-days': expiresSoon,
  'expires-in-1-day': expiresSoon,
  'data-access-expires': (spoken) => ({
    message: `Доступ приложения к аккаунту${of(spoken)} кончается ${spoken.dataAccessExpiresIn ?? 'скоро'}${known(', ', spoken.dataAccessExpiresAt)}. Продлить его можно, только войдя заново.`,
    remedy: 'Войдите, пока он не кончился: `everthread connect`.',
  }),
  'needs-person': (spoken) => ({
    message: `Без вас Everthread не сохранит токен${of(spoken)}.`,
  }),
  'token-dead': (spoken) => ({ message: `Токен${of(spoken)} больше не действует.` }),
  'keeper-blocked': () => ({ message: 'Everthread не может следить за токеном.' }),
  'sink-failed': (spoken) => ({
    message: `Новый токен${of(spoken)} не удалось доставить${known(' в ', spoken.path)}.`,
  }),
  'consumer-unproven': (spoken) => ({
    message: `Новый токен${of(spoken)} записан, но не видно, чтобы приложение им пользовалось.`,
    remedy: 'Перезапустите приложение. `everthread run -- КОМАНДА` делает это сам.',
  }),
  'clock-skew': () => ({ message: 'На этом компьютере неверное время.' }),
  'queue-paused': (spoken) => ({
    message: `Meta ограничила аккаунт${of(spoken)}, поэтому его очередь на паузе: больше ничего не выйдет.`,
    remedy: 'Посмотрите в Threads, чего хочет Meta. Потом снимите паузу и возобновите то, что она задержала.',
    url: PLACES.threads,
  }),
  'post-held': (spoken) => ({ message: `Пост${post(spoken)} задержан.` }),
  'post-needs-review': (spoken) => ({ message: `Пост${post(spoken)} нужно проверить.` }),
  'post-failed': (spoken) => ({ message: `Публикация поста${post(spoken)} не удалась.` }),
  'account-removed': (spoken) => ({
    message: `Аккаунт${known(' ', spoken.username)} удалён вместе с токенами и постами: его владелец попросил Meta удалить данные.`,
  }),
  recovered: (spoken) => ({
    message: `С токеном${of(spoken)} снова всё хорошо${known('. Он действует до ', spoken.expiresAt)}.`,
  }),
} as const satisfies Record<EventName, Saying>

/** «Пост 7 аккаунта @anna» */
function post({ post: id, username }: Spoken): string {
  return `${known(' ', id)}${known(' аккаунта ', username)}`
}

/** A name stands after the noun as it is: «токен @anna», in every case. */
function of({ username }: Spoken): string {
  return known(' ', username)
}
