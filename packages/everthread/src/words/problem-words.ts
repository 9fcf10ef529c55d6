/** What a problem document says to a person. */
import type { ProblemCode } from '../server/problem.ts'
import type { Language } from './language.ts'
import type { Sentences } from './sentences.ts'

export type ProblemWords = Readonly<Record<ProblemCode, Sentences>>

const EN: ProblemWords = {
  'not-json': { message: 'The body is not JSON.' },
  'no-body': { message: 'There is no body.' },
  invalid: { message: 'Some fields are wrong: see `errors`.' },
  'body-too-large': { message: 'The body is too large.' },
  'length-required': { message: 'The length of the body must be announced (`Content-Length`).' },
  'unsupported-media-type': {
    message: 'The body has a type that is not taken here.',
    remedy: 'Send `Content-Type: application/json`.',
  },
  'not-found': { message: 'There is nothing at this address.' },
  'method-not-allowed': { message: 'This address does not take this method.' },
  'idempotency-key-shape': {
    message: 'The Idempotency-Key must have 1 to 255 visible ASCII characters.',
  },
  'wrong-host': {
    message: 'This host name is not one of ours.',
    remedy: 'Open Everthread by its own address, or set EVERTHREAD_PUBLIC_URL to the one you use.',
  },
  unauthenticated: { message: 'Log in first, or send an API key.' },
  'wrong-login': { message: 'The name or the password is wrong.' },
  forbidden: { message: 'This API key may not do that.' },
  'cross-site': { message: 'The request came from another site, and nothing was done.' },
  'link-spent': {
    message: 'This link has been used, or is too old.',
    remedy: 'Get a new one: `everthread owner reset`.',
  },
  'too-many-tries': { message: 'Too many tries. Wait a while.' },
  'signature-wrong': { message: 'The signature is not one of your app’s.' },
  'account-unknown': { message: 'There is no such account.' },
  'post-unknown': { message: 'There is no such post.' },
  'media-unknown': { message: 'There is no such file.' },
  'key-unknown': { message: 'There is no such API key.' },
  'generation-unknown': { message: 'There is no such earlier token.' },
  'owner-exists': { message: 'Everthread has an owner already.' },
  'password-wrong': { message: 'The present password is wrong.' },
  'version-conflict': {
    message: 'Somebody has changed it meanwhile.',
    remedy: 'Read it again, and then change it.',
  },
  publishing: { message: 'It is being published at this moment and cannot be changed any more.' },
  'wrong-state': { message: 'In its present state that cannot be done.' },
  'in-doubt': {
    message: 'A publication was sent, and nobody can tell yet what came of it.',
    remedy: 'Resume it, or say what you see on Threads.',
  },
  'no-parts': { message: 'A post has at least one part.' },
  'no-slot': { message: 'There is no free slot.', remedy: 'Add weekly slots, or name a time.' },
  'time-past': { message: 'That time has passed.' },
  'not-a-time': { message: 'That is no time, or no time zone.' },
  'queue-paused': { message: 'The queue is paused: the post would be held again at once.' },
  'bad-link': { message: 'That is not the address of a post on Threads.' },
  'part-unknown': { message: 'There is no such part, or it is not in the state for that.' },
  'part-is-out': { message: 'A part that is on Threads cannot be changed from here.' },
  'media-missing': { message: 'A file that the post needs is not here.', remedy: 'Upload it again.' },
  'media-refused': { message: 'Threads would not take this file: see `errors`.' },
  'not-ours': {
    message: 'A part was published by hand, and Meta’s id of it is not known.',
    remedy: 'Delete it on Threads.',
  },
  'not-deleted': { message: 'Meta did not delete a part.' },
  'not-handed-off': { message: 'One part alone can be out by hand only after a hand-off.' },
  'too-many-streams': { message: 'Too many event streams are open.' },
  'account-busy': {
    message: 'Another process is at work on this account.',
    remedy: 'Try again in a minute.',
  },
  'nothing-to-roll-back': { message: 'Meta accepts none of the earlier tokens.' },
  'idempotency-in-flight': { message: 'The same request is being answered at this moment.' },
  'idempotency-unknown': {
    message: 'The same request was interrupted, and nobody can tell what came of it.',
    remedy: 'Look whether it was done, and send it with a new Idempotency-Key if it was not.',
  },
  'idempotency-mismatch': { message: 'This Idempotency-Key was used for another request.' },
  'token-refused': { message: 'Meta does not accept this token.' },
  'meta-unclear': { message: 'Meta gave no usable answer.', remedy: 'Try again later.' },
  'app-missing': {
    message: 'The Threads app is not known: its id and its secret are needed.',
    remedy: 'Enter them in the settings, or set THREADS_APP_ID and THREADS_APP_SECRET.',
  },
  'no-public-url': {
    message: 'Meta sends the browser back to HTTPS addresses only, and this service has none.',
    remedy: 'Set EVERTHREAD_PUBLIC_URL, or log in with `everthread connect`, or paste a token.',
  },
  'login-expired': {
    message: 'This login has taken too long, or was begun elsewhere.',
    remedy: 'Begin again.',
  },
  'login-denied': { message: 'Threads was not allowed to hand over the access.' },
  'not-available': { message: 'This part is not in use here.' },
  'store-unavailable': {
    message: 'The store cannot be used at the moment. Nothing was done.',
    remedy: 'Try again later. `everthread doctor` tells the cause.',
  },
  defect: { message: 'Something went wrong in Everthread. The log tells more under this request id.' },
}

const RU: ProblemWords = {
  'not-json': { message: 'Тело запроса — не JSON.' },
  'no-body': { message: 'У запроса нет тела.' },
  invalid: { message: 'Некоторые поля заполнены неверно: смотрите `errors`.' },
  'body-too-large': { message: 'Тело запроса слишком велико.' },
  'length-required': { message: 'Длину тела нужно указать заранее (`Content-Length`).' },
  'unsupported-media-type': {
    message: 'Тело такого типа здесь не принимается.',
    remedy: 'Отправьте `Content-Type: application/json`.',
  },
  'not-found': { message: 'По этому адресу ничего нет.' },
  'method-not-allowed': { message: 'Этот адрес не принимает такой метод.' },
  'idempotency-key-shape': {
    message: 'В Idempotency-Key должно быть от 1 до 255 видимых символов ASCII.',
  },
  'wrong-host': {
    message: 'Это имя узла — не наше.',
    remedy: 'Откройте Everthread по его собственному адресу или укажите нужный в EVERTHREAD_PUBLIC_URL.',
  },
  unauthenticated: { message: 'Сначала войдите или передайте ключ API.' },
  'wrong-login': { message: 'Неверное имя или пароль.' },
  forbidden: { message: 'Этому ключу API такое не разрешено.' },
  'cross-site': { message: 'Запрос пришёл с другого сайта, ничего не сделано.' },
  'link-spent': {
    message: 'Эта ссылка уже использована или устарела.',
    remedy: 'Получите новую: `everthread owner reset`.',
  },
  'too-many-tries': { message: 'Слишком много попыток. Подождите немного.' },
  'signature-wrong': { message: 'Это подпись не вашего приложения.' },
  'account-unknown': { message: 'Такого аккаунта нет.' },
  'post-unknown': { message: 'Такого поста нет.' },
  'media-unknown': { message: 'Такого файла нет.' },
  'key-unknown': { message: 'Такого ключа API нет.' },
  'generation-unknown': { message: 'Такого прежнего токена нет.' },
  'owner-exists': { message: 'У Everthread уже есть владелец.' },
  'password-wrong': { message: 'Нынешний пароль указан неверно.' },
  'version-conflict': {
    message: 'Пост тем временем изменили.',
    remedy: 'Прочитайте его заново и повторите правку.',
  },
  publishing: { message: 'Пост как раз публикуется, изменить его уже нельзя.' },
  'wrong-state': { message: 'В нынешнем состоянии это невозможно.' },
  'in-doubt': {
    message: 'Публикация отправлена, но пока неизвестно, чем она кончилась.',
    remedy: 'Возобновите её или скажите, что вы видите в Threads.',
  },
  'no-parts': { message: 'В посте должна быть хотя бы одна часть.' },
  'no-slot': {
    message: 'Свободного времени в расписании нет.',
    remedy: 'Добавьте слоты или назовите время.',
  },
  'time-past': { message: 'Это время уже прошло.' },
  'not-a-time': { message: 'Такого времени или такого часового пояса нет.' },
  'queue-paused': { message: 'Очередь на паузе: пост тут же снова был бы задержан.' },
  'bad-link': { message: 'Это не адрес поста в Threads.' },
  'part-unknown': { message: 'Такой части нет, или её состояние для этого не подходит.' },
  'part-is-out': { message: 'Часть, которая уже в Threads, отсюда не изменить.' },
  'media-missing': { message: 'Файла, нужного посту, здесь нет.', remedy: 'Загрузите его заново.' },
  'media-refused': { message: 'Threads не примет этот файл: смотрите `errors`.' },
  'not-ours': {
    message: 'Часть опубликована вручную, и её id в Meta неизвестен.',
    remedy: 'Удалите её в Threads.',
  },
  'not-deleted': { message: 'Meta не удалила одну из частей.' },
  'not-handed-off': { message: 'Отдельную часть можно опубликовать вручную только после передачи поста.' },
  'too-many-streams': { message: 'Открыто слишком много потоков событий.' },
  'account-busy': {
    message: 'С этим аккаунтом работает другой процесс.',
    remedy: 'Повторите через минуту.',
  },
  'nothing-to-roll-back': { message: 'Meta не принимает ни одного из прежних токенов.' },
  'idempotency-in-flight': { message: 'На такой же запрос как раз готовится ответ.' },
  'idempotency-unknown': {
    message: 'Такой же запрос был прерван, и неизвестно, чем он кончился.',
    remedy: 'Проверьте, выполнен ли он; если нет — отправьте его с новым Idempotency-Key.',
  },
  'idempotency-mismatch': { message: 'Этот Idempotency-Key уже использован для другого запроса.' },
  'token-refused': { message: 'Meta не принимает этот токен.' },
  'meta-unclear': { message: 'Meta не дала внятного ответа.', remedy: 'Попробуйте позже.' },
  'app-missing': {
    message: 'Приложение Threads не указано: нужны его id и секрет.',
    remedy: 'Введите их в настройках или задайте THREADS_APP_ID и THREADS_APP_SECRET.',
  },
  'no-public-url': {
    message: 'Meta возвращает браузер только на адреса HTTPS, а у этого сервиса такого нет.',
    remedy: 'Задайте EVERTHREAD_PUBLIC_URL, войдите командой `everthread connect` или вставьте токен.',
  },
  'login-expired': {
    message: 'Этот вход занял слишком много времени или начат в другом месте.',
    remedy: 'Начните заново.',
  },
  'login-denied': { message: 'Приложению не разрешили доступ к Threads.' },
  'not-available': { message: 'Эта часть здесь не используется.' },
  'store-unavailable': {
    message: 'Хранилище сейчас недоступно. Ничего не сделано.',
    remedy: 'Попробуйте позже. Причину покажет `everthread doctor`.',
  },
  defect: { message: 'В Everthread что-то сломалось. Подробности — в журнале под этим номером запроса.' },
}

const WORDS: Record<Language, ProblemWords> = { en: EN, ru: RU }

export function problemSentences(code: ProblemCode, language: Language): Sentences {
  return WORDS[language][code]
}
