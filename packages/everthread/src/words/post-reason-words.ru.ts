/** Every reason of a post in Russian. */
import type { PostReason } from '../publisher/post-reasons.ts'
import { PLACES } from './places.ts'
import type { Sentences } from './sentences.ts'

export const postReasonWordsRu = {
  'token-dead': {
    message: 'Токен больше не действует, а без него ничего не публикуется.',
    remedy: 'Войдите заново командой `everthread connect` и возобновите пост. Или опубликуйте вручную.',
  },
  paused: {
    message: 'Очередь на паузе.',
    remedy: 'Снимите паузу и возобновите то, что она задержала.',
  },
  'held-by-you': {
    message: 'Вы его придержали.',
    remedy: 'Возобновите его или назначьте другое время.',
  },
  restricted: {
    message: 'Meta ограничила этот аккаунт, поэтому очередь на паузе.',
    remedy: 'Посмотрите в Threads, чего она хочет. Потом снимите паузу.',
    url: PLACES.threads,
  },
  missed: {
    message: 'Его время прошло, пока Everthread не работал, — позже, чем разрешает очередь.',
    remedy: 'Возобновите его сейчас или в ближайшем свободном слоте либо отпустите.',
  },
  'scope-missing': {
    message: 'Этому токену нельзя публиковать.',
    remedy: 'Войдите заново и дайте разрешение: `everthread connect`.',
  },
  'taken-back': {
    message: 'Пост был передан для публикации вручную, и вы забрали его обратно.',
    remedy: 'Возобновите его или назначьте другое время.',
  },

  'container-in-progress': { message: 'Meta ещё обрабатывает его.' },
  'media-not-found': { message: 'Meta пока не находит того, что сама только что приняла.' },
  quota: { message: 'Суточная норма Meta исчерпана. Публикация продолжится, когда снова будет место.' },
  'rate-limited': { message: 'Meta просит обращаться реже. Следующая попытка будет позже.' },
  network: { message: 'Meta не ответила. Будет ещё попытка.' },
  'not-json': { message: 'Ответила не Meta, а кто-то другой: прокси или страница входа в сеть.' },
  'server-error': { message: 'У Meta неполадки. Будет ещё попытка.' },
  'parent-not-ready': { message: 'Предыдущая часть вышла, но отвечать на неё Meta ещё не даёт.' },
  'parent-unseen': {
    message: 'Предыдущая часть вышла вручную, но Meta её пока не показывает. Поиск повторится.',
  },
  'not-seen': { message: 'Пост публикуется вручную, и Meta его пока не показала.' },
  'earlier-post': { message: 'Сначала выйдет более ранний пост того же аккаунта.' },
  'no-public-address': {
    message: 'В посте картинки или видео, а скачать их отсюда Meta не может.',
    remedy: 'Задайте EVERTHREAD_PUBLIC_URL или бакет либо опубликуйте его вручную: `everthread copy`.',
  },
  'container-unreadable': {
    message: 'Запрос отправлен, ответ потерялся, и Meta пока не показывает, чем всё кончилось.',
  },
  'token-doubted': {
    message: 'Meta один раз не приняла токен. Everthread проверит его, прежде чем публиковать.',
  },

  'outcome-unknown': {
    message:
      'Запрос отправлен, и неизвестно, вышел ли пост. Второй раз он не отправляется, чтобы не выйти дважды.',
    remedy: 'Посмотрите в Threads, вышел ли он, и отметьте это.',
    url: PLACES.threads,
  },

  preflight: {
    message: 'Пост нарушает правило Threads и не был отправлен.',
    remedy: 'Исправьте его и назначьте время снова.',
  },
  'media-refused': {
    message: 'Meta не смогла использовать картинку или видео.',
    remedy: 'Возьмите другой файл или экспортируйте этот заново.',
  },
  'container-expired': {
    message: 'Через сутки Meta забывала его, и не раз.',
    remedy: 'Назначьте время снова. Если не поможет, опубликуйте вручную: `everthread copy`.',
  },
  refused: {
    message: 'Meta отказала и откажет снова.',
    remedy: 'Посмотрите в истории поста, что она ответила. Исправьте его и назначьте время снова.',
  },
  'landed-as-top-level': {
    message: 'Часть, которая должна быть ответом, Meta опубликовала отдельным постом. Остальное остановлено.',
    remedy: 'Удалите эту часть или оставьте как есть, а остальное возобновите или опубликуйте вручную.',
    url: PLACES.threads,
  },
  'parent-not-readable': {
    message: 'Предыдущая часть вышла вручную, а читать ответы, чтобы её найти, этому токену нельзя.',
    remedy:
      'Войдите заново и дайте разрешение: `everthread connect`. Или опубликуйте остальное вручную и вставьте ссылку: `everthread published ID --link URL`.',
  },
  'parent-gone': {
    message: 'Поста, на который он отвечает или который цитирует, больше нет.',
    remedy: 'Укажите другой или никакого и назначьте время снова.',
  },
} as const satisfies Record<PostReason, Sentences>
