/** Every reason in Russian. Labels of Meta's dashboard stay as Meta shows them in English, with what they mean where it helps. */
import type { Reason } from '../keeper/reasons.ts'
import { PLACES } from './places.ts'
import { known, type Saying } from './sentences.ts'

const NEXT = ' Следующая попытка: '

const LOGIN_AGAIN = {
  remedy:
    'Войдите заново: `everthread connect`. Или создайте токен в кабинете Meta (ваше приложение → Use cases → Customize → Settings → User Token Generator) и передайте его: `everthread adopt --token -`.',
  url: PLACES.metaApps,
}

const DIRECTIONS = { fast: 'спешат', slow: 'отстают' }

export const reasonWordsRu = {
  fresh: ({ at, expiresAt }) => ({
    message: `Токен действует${known(' до ', expiresAt)}.${known(' Продление: ', at, '.')}`,
  }),
  'too-young': ({ at }) => ({
    message: `Токену меньше суток, а такие Meta не продлевает.${known(' Продлить его можно будет с ', at, '.')}`,
  }),
  'renewed-recently': ({ at }) => ({
    message: `Токен продлён меньше суток назад, так скоро его не продлевают снова.${known(NEXT, at, '.')}`,
  }),
  'backing-off': ({ at }) => ({
    message: `Последняя попытка не удалась, и перед следующей Everthread выжидает. Токен остаётся прежним.${known(NEXT, at, '.')}`,
  }),
  permanent: { message: 'Meta сообщает, что этот токен бессрочный. Продлевать его не нужно.' },
  'window-not-reached': ({ expiresAt }) => ({
    message: `До конца срока больше, чем задано в --within${known(': токен действует до ', expiresAt)}. Он остаётся прежним.`,
  }),
  'rolled-back': ({ at }) => ({
    message: `Этот прежний токен снова сделан текущим, и пока его не трогают.${known(' Продление: ', at, '.')}`,
  }),

  'short-lived': {
    message: 'Это краткосрочный токен, он живёт один час. Everthread обменяет его на токен на 60 дней.',
  },
  due: ({ expiresAt }) => ({
    message: `Токен пора продлить${known(': он действует до ', expiresAt)}.`,
  }),
  emergency: ({ expiresIn }) => ({
    message: `Срок токена кончается${expiresIn ? ` ${expiresIn}` : ' совсем скоро'}. Everthread пробует продлить его не реже раза в час.`,
  }),
  forced: { message: 'Продление запрошено ключом --force.' },
  'lifetime-unknown': { message: 'Meta не сообщила, сколько живёт этот токен. Это покажет продление.' },
  'expired-try-once': ({ expiresAt }) => ({
    message: `По часам этого компьютера токен истёк${known(' ', expiresAt)}. Часы могут ошибаться, поэтому Everthread пробует один раз.`,
  }),

  renewed: ({ expiresAt }) => ({
    message: `Токен продлён${known(' и действует до ', expiresAt)}.`,
  }),
  exchanged: ({ expiresAt }) => ({
    message: `Краткосрочный токен обменян на долгосрочный${known(', он действует до ', expiresAt)}.`,
  }),
  'not-proven': {
    message: 'Новый токен записан, но не видно, чтобы приложение им пользовалось.',
    remedy: 'Перезапустите приложение. `everthread run -- КОМАНДА` делает это сам.',
  },
  'renewed-not-written': ({ path }) => ({
    message: `Токен продлён, Everthread его хранит, но ${path ? `в ${path}` : 'там, где он нужен,'} всё ещё прежний.`,
    remedy:
      '`everthread doctor` покажет, что мешает записи. Как только помеха исчезнет, Everthread запишет токен сам.',
  }),

  network: ({ at }) => ({
    message: `API Meta не ответил. Токен остаётся прежним.${known(NEXT, at, '.')}`,
    remedy: 'Если так будет и дальше, проверьте соединение и прокси: `everthread doctor`.',
  }),
  'not-json': ({ at }) => ({
    message: `Ответил не API Meta, а что-то другое: например, прокси с ошибкой или страница входа в Wi-Fi. Токен остаётся прежним.${known(NEXT, at, '.')}`,
    remedy: 'Если так будет и дальше, проверьте соединение и прокси: `everthread doctor`.',
  }),
  'server-error': ({ at }) => ({
    message: `Неполадки на стороне Meta. Токен остаётся прежним.${known(NEXT, at, '.')}`,
  }),
  'rate-limited': ({ at }) => ({
    message: `Meta временно не принимает новых запросов от этого приложения или аккаунта. Токен остаётся прежним.${known(NEXT, at, '.')}`,
    remedy:
      'Если тем же приложением или аккаунтом пользуются другие программы, пусть обращаются к Meta реже.',
  }),
  'clock-skew': ({ skew }) => ({
    message: `Часы этого компьютера ${skew ? `${DIRECTIONS[skew.direction]}: разница — ${skew.by}` : 'идут неверно'}. Everthread считает время по часам Meta.`,
    remedy: 'Включите на компьютере установку времени по сети (NTP).',
  }),
  locked: {
    message: 'С этим токеном сейчас работает другой процесс Everthread.',
    remedy:
      'Подождите минуту. Если Everthread по ошибке запущен дважды, остановите лишний: его покажет `everthread doctor`.',
  },

  suspect: ({ at }) => ({
    message: `Meta отказала, но такого ответа Everthread не знает. Токен, возможно, ещё действует, и он сохранён.${known(NEXT, at, '.')}`,
    remedy: '`everthread check` покажет, работает ли токен.',
  }),
  'renewal-refused': ({ at, expiresAt }) => ({
    message: `Meta отказывается продлить токен, хотя он ещё работает${known(' и действует до ', expiresAt)}.${known(NEXT, at, '.')}`,
    remedy: 'Если отказы продолжатся, войдите заново, пока срок не вышел: `everthread connect`.',
  }),
  'exchange-refused': ({ at }) => ({
    message: `Meta отказывает в обмене и не говорит почему: либо это её собственные неполадки, либо неверен секрет приложения.${known(NEXT, at, '.')}`,
    remedy:
      'Сравните THREADS_APP_SECRET с Threads app secret из кабинета Meta (App settings → Basic → Threads app secret). Секрет самого приложения Meta — другой.',
    url: PLACES.metaApps,
  }),
  'revocation-unconfirmed': ({ at }) => ({
    message: `Meta один раз не приняла токен. Прежде чем этому верить, Everthread спросит ещё раз.${known(NEXT, at, '.')}`,
  }),

  expired: ({ expiresAt }) => ({
    message: `Срок токена истёк${known(' ', expiresAt)}. Истёкший токен продлить нельзя.`,
    ...LOGIN_AGAIN,
  }),
  'password-changed': {
    message:
      'Meta отозвала токен: у аккаунта сменили пароль, либо она сделала это из соображений безопасности.',
    ...LOGIN_AGAIN,
  },
  'app-removed': {
    message:
      'Доступ вашего приложения к аккаунту отозван: его убрали в Threads, в разделе «Разрешения для сайтов».',
    remedy: 'Если доступ нужен снова, войдите и разрешите его: `everthread connect`.',
    url: PLACES.websitePermissions,
  },
  checkpoint: {
    message:
      'Threads просит владельца аккаунта пройти проверку. Пока она не пройдена, ничего работать не будет.',
    remedy:
      'Войдите на threads.com и сделайте, что там просят. Потом `everthread check`; если токен всё ещё не принимают, `everthread connect`.',
    url: PLACES.threads,
  },
  'account-unconfirmed': {
    message: 'Аккаунт не подтверждён, и пока это так, Meta не принимает его токен.',
    remedy:
      'Войдите на threads.com и подтвердите аккаунт. Потом `everthread check`; если токен всё ещё не принимают, `everthread connect`.',
    url: PLACES.threads,
  },
  'token-invalid': {
    message: 'Meta больше не принимает этот токен: сеанс, в котором он выдан, завершён.',
    ...LOGIN_AGAIN,
  },
  'token-unreadable': {
    message:
      'Meta не может прочитать этот токен. Либо он повреждён (скопирован не целиком, внутри кавычка или перенос строки), либо он от Facebook или Instagram: в Threads такие не работают.',
    remedy:
      'Скопируйте его заново и целиком из приложения Threads в кабинете Meta (ваше приложение → Use cases → Customize → Settings → User Token Generator) или войдите: `everthread connect`.',
    url: PLACES.metaApps,
  },
  'not-a-tester': {
    message:
      'Приложение не опубликовано, а аккаунта нет среди его тестировщиков Threads или приглашение ещё не принято. До этого Meta ничего не разрешает.',
    remedy:
      'Пригласите аккаунт в кабинете Meta: App roles → Roles → Add People → Threads Tester (Instagram Tester не подойдёт). Примите приглашение в Threads: Настройки → Аккаунт → Разрешения для сайтов → Приглашения. Потом `everthread connect`.',
    url: PLACES.websitePermissions,
  },
  'scope-missing': ({ missing }) => ({
    message: `Токену не хватает разрешений${known(': ', missing)}.`,
    remedy: 'Войдите заново и дайте эти разрешения: `everthread connect`.',
  }),
  'data-access-ending': ({ dataAccessExpiresAt }) => ({
    message: `Доступ, который аккаунт дал приложению, заканчивается${known(' ', dataAccessExpiresAt)}.`,
    remedy: 'Войдите, пока он не кончился: `everthread connect`.',
  }),
  'data-access-expired': ({ dataAccessExpiresAt }) => ({
    message: `Доступ, который аккаунт дал приложению, закончился${known(' ', dataAccessExpiresAt)}: Meta даёт его на 90 дней.`,
    ...LOGIN_AGAIN,
  }),
  'short-lived-no-secret': {
    message:
      'Это краткосрочный токен: он живёт один час, а без секрета приложения его не обменять на токен на 60 дней.',
    remedy:
      'Задайте THREADS_APP_SECRET: это Threads app secret из кабинета Meta (App settings → Basic). Потом запустите `everthread exchange`.',
    url: PLACES.metaApps,
  },
  'app-secret-wrong': {
    message: 'Meta не принимает секрет приложения.',
    remedy:
      'Задайте THREADS_APP_SECRET: это Threads app secret из кабинета Meta (App settings → Basic). Секрет самого приложения Meta — другой.',
    url: PLACES.metaApps,
  },
  'renewal-answer-lost': {
    message:
      'Meta продлила токен, но её ответ потерялся по дороге, а прежний токен больше не действует. Нового нет ни у кого.',
    ...LOGIN_AGAIN,
  },
  'other-user': ({ username, foundUsername }) => ({
    message: `Токен рабочий, но он от ${foundUsername ? `аккаунта ${foundUsername}` : 'другого аккаунта'}${known(', а не ', username)}. Ничего не изменено.`,
    remedy:
      'Если аккаунт и правда меняется, подтвердите это: `everthread adopt --switch-account`. Если нет, верните прежний токен.',
  }),
  'token-empty': ({ path, key }) => ({
    message: `Значение ${key} пустое${known(' (', path, ')')}.`,
    remedy: 'Войдите: `everthread connect`. Или вставьте туда токен и запустите `everthread check`.',
  }),
  'token-missing': ({ path, key }) => ({
    message: `Ключа ${key} нет${known(' в ', path)}.`,
    remedy: 'Войдите: `everthread connect`. Или передайте токен: `everthread adopt`.',
  }),

  'disk-full': ({ path }) => ({
    message: `На диске нет места${known(': ', path)}. Ничего не потеряно.`,
    remedy: 'Освободите место, дальше Everthread справится сам.',
  }),
  'file-not-readable': ({ path }) => ({
    message: `${path ?? 'Файл'} не прочитать, поэтому за токеном в нём никто не следит.`,
    remedy: 'Что не так с файлом, покажет `everthread doctor`.',
  }),
  'file-not-writable': ({ path }) => ({
    message: `Не удаётся записать ${path ? `в ${path}` : 'файл'}. Ничего не потеряно.`,
    remedy:
      'Разрешите пользователю, под которым работает Everthread, писать в этот файл и в его папку. В контейнере монтируйте папку, а не файл.',
  }),
  'wrong-key': {
    message: 'Ключ шифрования не тот, которым зашифрованы сохранённые токены. К Meta не обращались.',
    remedy:
      'Верните прежний ключ: EVERTHREAD_KEY или файл ключа в папке данных. Если он утерян, возьмите токен из `.env` заново: `everthread adopt`.',
  },
  'store-unusable': {
    message:
      'Папкой данных не воспользоваться: база не открывается или нет ключа к ней. К Meta не обращались.',
    remedy: 'Запустите `everthread doctor`: он скажет, что с ней не так.',
  },
} as const satisfies Record<Reason, Saying>
