/** What a problem document says to a person. */
import type { ProblemCode } from '../server/problem.ts'
import type { Language } from './language.ts'
import type { Sentences } from './sentences.ts'

export type ProblemWords = Readonly<Record<ProblemCode, Sentences>>

const EN: ProblemWords = {
  'not-json': { message: 'The body is not JSON.' },
  invalid: { message: 'Some fields are wrong: see `errors`.' },
  'body-too-large': { message: 'The body is too large.' },
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
  'rules-broken': { message: 'Threads would not take it: see `errors`.' },
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
  invalid: { message: 'Некоторые поля заполнены неверно: смотрите `errors`.' },
  'body-too-large': { message: 'Тело запроса слишком велико.' },
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
  'rules-broken': { message: 'Threads такое не примет: смотрите `errors`.' },
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
