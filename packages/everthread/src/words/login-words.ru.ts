/** The login in Russian. */
import type { LoginPageWords, LoginSayings } from './login-words.ts'
import { PLACES } from './places.ts'

const WHERE_REDIRECTS = 'ваше приложение → Use cases → Customize → Settings → Redirect Callback URLs'

export const loginWordsRu = {
  'open-address': ({ url }) => ({
    message: `Откройте этот адрес в браузере и разрешите доступ:\n\n  ${url}\n`,
  }),
  'browser-opened': () => ({ message: 'Браузер должен был открыться сам.' }),
  'certificate-warning': ({ redirectUri }) => ({
    message: `Когда вы разрешите доступ, браузер один раз предупредит о сертификате ${hostOf(redirectUri)}: он только что создан на этом компьютере. Это нормально, продолжайте: соединение не выходит за пределы компьютера.`,
  }),
  forwarding: ({ redirectUri, port }) => ({
    message: `Если ${redirectUri} перенаправляется на http://127.0.0.1:${port}, ответ придёт сам.`,
  }),
  'paste-address': () => ({
    message:
      'Браузер на другой машине или последняя страница не открывается? Скопируйте её адрес целиком, вставьте сюда и нажмите Enter.',
  }),
  'port-taken': ({ port }) => ({
    message: `Порт ${port} занят другой программой, поэтому сам ответ не придёт. Вставьте адрес последней страницы.`,
  }),
  'port-forbidden': ({ port }) => ({
    message: `Этому пользователю нельзя слушать порт ${port}, поэтому сам ответ не придёт. Вставьте адрес последней страницы.`,
  }),
  'wrong-state': () => ({
    message: 'Это ответ на другой вход, он отклонён. Откройте адрес, показанный выше: он от этого входа.',
  }),
  'paste-not-an-address': ({ redirectUri }) => ({
    message: `Это не адрес. Вставьте всю строку из адресной строки браузера, она начинается с ${redirectUri}.`,
  }),
  'paste-incomplete': () => ({
    message:
      'В этом адресе нет ответа. В нужном есть code= и state=: скопируйте его со страницы, которую браузер открыл последней, когда вы разрешили доступ.',
  }),
  'paste-damaged': () => ({
    message: 'Этот адрес повреждён. Скопируйте его ещё раз, целиком.',
  }),
  'paste-is-token': () => ({
    message:
      'Похоже, это токен доступа. Прервите вход (Ctrl+C) и передайте токен так: `everthread adopt --token -`.',
  }),

  granted: () => ({ message: 'Доступ разрешён.' }),
  denied: () => ({
    message: 'Threads сообщает, что доступ не разрешён. Ничего не изменено.',
    remedy: 'Если это вышло случайно, запустите `everthread connect` ещё раз.',
  }),
  'timed-out': () => ({
    message:
      'Ответ так и не пришёл. Если с приложением что-то не так, Threads показывает страницу с ошибкой и никуда не возвращает. Ничего не изменено.',
    remedy:
      'Запустите `everthread connect` ещё раз. Если в браузере страница с текстом, в котором есть error_code, вставьте этот текст: в нём сказано, что не так.',
  }),
  'input-ended': () => ({
    message: 'Адрес не вставлен, и взяться ему больше неоткуда. Ничего не изменено.',
    remedy: 'Запустите `everthread connect` в терминале.',
  }),
  'app-id-wrong': () => ({
    message: 'Threads не знает приложения с таким ID.',
    remedy:
      'Задайте THREADS_APP_ID: это Threads app ID из кабинета Meta (App settings → Basic). ID самого приложения Meta — другой.',
    url: PLACES.metaApps,
  }),
  'redirect-uri-wrong': ({ redirectUri }) => ({
    message: `Приложение не разрешает адрес возврата ${redirectUri}.`,
    remedy: `Впишите его в кабинете Meta, буква в букву: ${WHERE_REDIRECTS}. Страница сохранится, только если заполнены и два других поля: для удаления приложения и для удаления данных.`,
    url: PLACES.metaApps,
  }),
  'not-a-tester': () => ({
    message: 'Приложение не опубликовано, а аккаунт не принял приглашение его тестировать.',
    remedy:
      'Пригласите аккаунт в кабинете Meta: App roles → Roles → Add People → Threads Tester (Instagram Tester не подойдёт). Примите приглашение в Threads: Настройки → Аккаунт → Разрешения для сайтов → Приглашения. Потом запустите `everthread connect` ещё раз.',
    url: PLACES.websitePermissions,
  }),
  'login-misconfigured': ({ redirectUri }) => ({
    message:
      'Threads сообщает о неизвестной ошибке. Чаще всего это значит, что в настройках приложения чего-то не хватает.',
    remedy: `Проверьте в кабинете Meta: задан именно Threads app ID, адрес ${redirectUri} вписан (${WHERE_REDIRECTS}), аккаунт — тестировщик Threads.`,
    url: PLACES.metaApps,
  }),
  'window-refused': () => ({
    message: 'Threads отказал во входе, но такой ошибки Everthread не знает.',
    remedy: 'Запустите `everthread doctor`: он проверит настройки приложения. Потом попробуйте ещё раз.',
  }),
} as const satisfies LoginSayings

export const loginPagesRu = {
  granted: {
    title: 'Доступ разрешён',
    text: 'Дальше Everthread справится в терминале. Эту страницу можно закрыть.',
  },
  denied: {
    title: 'Доступ не разрешён',
    text: 'Threads сообщает, что доступ не разрешён. Ничего не изменено. Эту страницу можно закрыть.',
  },
  'wrong-state': {
    title: 'Это другой вход',
    text: 'Это ответ не на тот вход, которого ждёт Everthread, поэтому он отклонён. Откройте адрес, который показан в терминале.',
  },
  unusable: {
    title: 'Здесь нечего читать',
    text: 'В этом адресе нет ответа от Threads. Откройте адрес, который показан в терминале.',
  },
} as const satisfies LoginPageWords

function hostOf(redirectUri: string): string {
  return URL.parse(redirectUri)?.host ?? redirectUri
}
