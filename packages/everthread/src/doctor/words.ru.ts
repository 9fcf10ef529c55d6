/** What `doctor` says, in Russian: the shape of `words.en.ts`. */
import { PLACES } from '../words/places.ts'
import { fileWordsRu } from './file-words.ru.ts'
import type { Keeper, Origin } from './gathered.ts'
import { type DoctorWords, mebibytes, nameOf } from './words.ts'

const ORIGINS: Record<Origin, string> = {
  environment: 'из окружения',
  'env-file': 'из файла .env',
  settings: 'из папки данных',
}

const SETTLE = 'Это уладит следующий круг: `everthread renew` или работающие `run` и `serve`.'
const APP_SETTINGS =
  'Возьмите Threads app ID и Threads app secret в кабинете Meta (App settings → Basic). ID и секрет самого приложения Meta, выше на той же странице, — другие.'

export const doctorRu: DoctorWords = {
  groups: {
    computer: 'Этот компьютер',
    network: 'Сеть',
    file: 'Файл .env',
    app: 'Ваше приложение в Meta',
    token: 'Токен',
    data: 'Папка данных',
    keepers: 'Кто следит за токеном',
  },
  levels: { note: 'к сведению', warning: 'внимание', problem: 'проблема' },
  summary: ({ problems, warnings }) =>
    problems + warnings === 0 ? 'Всё в порядке.' : `Проблем: ${problems}. Предупреждений: ${warnings}.`,

  findings: {
    ...fileWordsRu,

    'node-ok': ({ version }) => ({ message: `Node.js ${version}.` }),
    'node-too-old': ({ version, oldest }) => ({
      message: `Node.js ${version} слишком старый для Everthread.`,
      remedy: `Установите Node.js ${oldest} или новее: https://nodejs.org.`,
    }),
    'sqlite-too-old': ({ version }) => ({
      message: `В этом Node.js — SQLite ${version}, где два процесса могут повредить базу данных.`,
      remedy: 'Обновите Node.js.',
    }),
    'space-enough': () => ({ message: 'Места на диске хватает.' }),
    'space-low': ({ path, freeBytes }) => ({
      message: `Диск, на котором ${path}, почти полон: осталось ${mebibytes(freeBytes)} МиБ.`,
      remedy:
        'Освободите место. На полном диске Everthread ничего не продлевает, чтобы не потерять новый токен.',
    }),
    'clock-right': () => ({ message: 'Часы сходятся с часами Meta.' }),
    'clock-skewed': ({ behindMs }, { format }) => ({
      message: `Часы этого компьютера ${behindMs > 0 ? 'отстают' : 'спешат'}: разница — ${format.duration(behindMs)}. Everthread считает время по часам Meta.`,
      remedy: 'Включите на компьютере установку времени по сети (NTP).',
    }),
    'clock-of-sandbox': ({ behindMs }, { format }) => ({
      message: `Часы песочницы ${behindMs > 0 ? 'впереди' : 'позади'}: разница — ${format.duration(behindMs)}. Everthread считает время по ним.`,
    }),

    'proxy-set': ({ variable, value }) => ({ message: `${variable}: запросы идут через ${value}.` }),
    'proxy-invalid': ({ variable }) => ({
      message: `В ${variable} не прокси, которым можно воспользоваться.`,
      remedy:
        'Значение должно начинаться с http:// или https:// (SOCKS не подойдёт). Если прокси не нужен, уберите переменную.',
    }),
    'proxy-ignored': ({ version, oldest }) => ({
      message: `Прокси задан, но Node.js ${version} идёт мимо него.`,
      remedy: `Установите Node.js ${oldest} или новее.`,
    }),
    'certificates-used': ({ path }) => ({
      message: `NODE_EXTRA_CA_CERTS: сертификатам из ${path} тоже доверяем.`,
    }),
    'certificates-missing': ({ path }) => ({
      message: `В NODE_EXTRA_CA_CERTS указан ${path}, но прочитать его нельзя. Node.js обходится без него.`,
      remedy: 'Исправьте путь или права на файл либо уберите переменную.',
    }),
    'api-elsewhere': ({ url }) => ({ message: `Запросы идут не в Meta, а на ${url}.` }),
    'api-reached': ({ host }) => ({ message: `${host} отвечает.` }),
    'api-name-unknown': ({ host }) => ({
      message: `Не удаётся узнать адрес ${host}.`,
      remedy: 'Проверьте соединение и DNS; в сети с прокси задайте HTTPS_PROXY.',
    }),
    'api-no-connection': ({ host, code }) => ({
      message: `Соединиться с ${host} не удалось${code === undefined ? '' : ` (${code})`}.`,
      remedy: 'Проверьте соединение, сетевой экран и прокси, если он задан.',
    }),
    'api-timeout': ({ host }) => ({
      message: `${host} не ответил вовремя.`,
      remedy: 'Попробуйте ещё раз. Если так и дальше, проверьте сетевой экран и прокси.',
    }),
    'api-certificate-refused': ({ host, code }) => ({
      message: `Сертификату ${host} нельзя доверять${code === undefined ? '' : ` (${code})`}: возможно, соединение кто-то просматривает. Ничего не отправлено.`,
      remedy:
        'Если соединения намеренно вскрывает прокси компании, укажите в NODE_EXTRA_CA_CERTS его сертификат. Проверьте и дату на этом компьютере.',
    }),
    'api-tls-failed': ({ host, code }) => ({
      message: `Установить шифрованное соединение с ${host} не удалось${code === undefined ? '' : ` (${code})`}: там отвечает что-то, что не говорит по TLS как следует.`,
      remedy: 'Проверьте прокси, сетевой экран и, если он задан, адрес в THREADS_API_BASE_URL.',
    }),
    'api-proxy-refused': ({ host, status }) => ({
      message:
        status === undefined
          ? `Прокси на пути к ${host} не отвечает.`
          : `Прокси не пропускает запросы к ${host} (ответ ${status}).`,
      remedy:
        status === 407
          ? 'Ему нужны имя и пароль: HTTPS_PROXY=http://имя:пароль@адрес:порт.'
          : 'Проверьте HTTPS_PROXY или попросите администратора прокси открыть этот адрес.',
    }),
    'api-answer-foreign': ({ host }) => ({
      message: `Вместо ${host} отвечает кто-то другой: прокси или страница входа в Wi-Fi.`,
      remedy: 'Войдите в сеть через браузер или проверьте прокси.',
    }),
    'api-in-trouble': ({ host }) => ({
      message: `${host} отвечает ошибкой: неполадки на его стороне.`,
      remedy: 'Подождите: Everthread сам попробует ещё раз.',
    }),
    'api-rate-limited': ({ host }) => ({
      message: `${host} временно не принимает новых запросов.`,
      remedy:
        'Подождите час. Если тем же приложением пользуются другие программы, пусть обращаются к Meta реже.',
    }),
    'media-reached': ({ url }) => ({ message: `Meta может скачивать картинки и видео с адреса ${url}.` }),
    'media-unreached': ({ url }) => ({
      message: `Meta не может скачать картинки и видео с адреса ${url}.`,
      remedy:
        'За этим адресом должна работать команда `everthread serve`, и ничто перед ней не должно отсеивать роботов: так делают туннели и защита от ботов. Или храните картинки и видео в хранилище S3 (EVERTHREAD_S3_BUCKET).',
    }),
    'media-untold': ({ url }) => ({
      message: `Не удалось узнать, может ли Meta скачивать картинки и видео с адреса ${url}: для этого нужен один аккаунт с рабочим токеном.`,
    }),

    'app-id-missing': () => ({
      message: 'THREADS_APP_ID не задан. Он нужен только для `everthread connect`.',
    }),
    'app-id-malformed': ({ origin }) => ({
      message: `THREADS_APP_ID (${ORIGINS[origin]}) — не ID приложения: это должно быть число из 15–17 цифр.`,
      remedy: APP_SETTINGS,
    }),
    'app-id-well-formed': ({ origin }) => ({
      message: `THREADS_APP_ID (${ORIGINS[origin]}) похож на ID приложения. Приложение ли это Threads, а не само приложение Meta, видно только вместе с секретом.`,
    }),
    'app-secret-missing': () => ({
      message: 'THREADS_APP_SECRET не задан. Он нужен только для входа и обмена краткосрочного токена.',
    }),
    'app-secret-malformed': ({ origin, length }) => ({
      message: `THREADS_APP_SECRET (${ORIGINS[origin]}) — не секрет приложения: в нём должно быть 32 символа, 0–9 и a–f, а длина этого — ${length}.`,
      remedy: APP_SETTINGS,
    }),
    'app-secret-well-formed': ({ origin }) => ({
      message: `THREADS_APP_SECRET (${ORIGINS[origin]}) похож на секрет приложения.`,
    }),
    'app-pair-right': () => ({ message: 'Meta принимает THREADS_APP_ID и THREADS_APP_SECRET.' }),
    'app-pair-wrong': () => ({
      message: 'Meta не принимает THREADS_APP_ID вместе с THREADS_APP_SECRET.',
      remedy: `Оба значения должны быть от приложения Threads. ${APP_SETTINGS}`,
      url: PLACES.metaApps,
    }),

    'token-none': ({ key }, { reason }) => reason('token-missing', { key }),
    'token-from-environment': ({ key }) => ({ message: `${key} взят из окружения.` }),
    'token-of-another-network': ({ network }) => ({
      message: `Судя по началу, этот токен — от ${network === 'facebook' ? 'Facebook' : 'Instagram'}. В Threads он не работает, и его никуда не отправляли.`,
      remedy: 'Войдите: `everthread connect`. Или скопируйте токен из приложения Threads в кабинете Meta.',
    }),
    'token-alive': ({ account, fingerprint, expiry }, { format }) => ({
      message: `${nameOf(account)}: Meta принимает токен ${fingerprint}${expiry.kind === 'at' ? `, он действует до ${format.instant(expiry.at)}` : ''}${expiry.kind === 'never' ? ', он бессрочный' : ''}.`,
    }),
    'token-dead': ({ reason }, telling) => telling.reason(reason),
    'token-not-a-tester': (_, { reason }) => reason('not-a-tester'),
    'token-suspect': ({ reason }, telling) => telling.reason(reason),
    'token-unanswered': ({ reason }, telling) => telling.reason(reason),
    'token-lifetime-unknown': (_, { reason }) => reason('lifetime-unknown'),
    'token-short-lived': () => ({
      message: 'Это краткосрочный токен: он не проживёт и часа.',
      remedy: 'Выполните сейчас `everthread renew` (или `exchange`): токен станет 60-дневным.',
    }),
    'token-short-lived-no-secret': (_, { reason }) => reason('short-lived-no-secret'),
    'token-renewal-due': ({ expiresAt }, { reason }) => reason('due', { expiresAt }),
    'token-expires-soon': ({ expiresAt }, { format, now }) => ({
      message: `Срок токена кончается ${format.relative(expiresAt - now)}, а никто его не продлил.`,
      remedy:
        'Выполните `everthread renew` сейчас, а дальше пусть этим займутся `everthread serve`, `run` или cron.',
    }),
    'token-scopes-missing': ({ missing }, { reason }) => reason('scope-missing', { missing }),
    'token-of-another-user': ({ expected, actual }) => ({
      message: `В файле токен аккаунта ${nameOf(actual)}, а под присмотр файл взят для ${nameOf(expected)}.`,
      remedy:
        'Если аккаунт и правда меняется, скажите об этом: `everthread adopt --switch-account`. Если нет, верните прежний токен.',
    }),
    'grant-ends-soon': ({ endsAt }, { format, now }) => ({
      message: `Доступ, который аккаунт дал приложению, кончается ${format.relative(endsAt - now)}: Meta даёт его на 90 дней, и для закрытого профиля продление токена этот срок не сдвигает.`,
      remedy: 'Войдите заново, пока он не кончился: `everthread connect`.',
    }),
    'grant-ended': ({ endsAt }, { reason }) => reason('data-access-expired', { dataAccessExpiresAt: endsAt }),

    'data-none': ({ folder }) => ({
      message: `Папки данных нет (${folder}). Для одного файла .env она не нужна; с ней Everthread хранит прежние токены.`,
    }),
    'data-named-empty': ({ folder }) => ({
      message: `В указанной папке данных ${folder} нет базы.`,
      remedy: 'Проверьте --data и EVERTHREAD_DATA или создайте базу: `everthread adopt`.',
    }),
    'store-sound': ({ file }) => ({ message: `База ${file} цела.` }),
    'store-damaged': ({ file, backup }) => ({
      message: `База ${file} повреждена, или это не база. Токен в вашем .env не тронут.`,
      remedy:
        backup === undefined
          ? 'Резервной копии нет. Уберите файл в сторону и возьмите токен под присмотр заново: `everthread adopt`.'
          : `Остановите Everthread и положите на её место последнюю копию: ${backup}.`,
    }),
    'store-newer': ({ file, found, known }) => ({
      message: `Базу ${file} записала более новая версия (схема ${found}, эта знает ${known}).`,
      remedy: 'Обновите Everthread.',
    }),
    'store-older': ({ file, found, known }) => ({
      message: `У базы ${file} схема ${found}. При следующем запуске она станет ${known}, сначала будет сделана копия.`,
    }),
    'store-foreign': ({ file }) => ({
      message: `${file} — база другой программы или пустой файл.`,
      remedy: 'Укажите другую папку данных: --data или EVERTHREAD_DATA.',
    }),
    'store-unreadable': ({ file }) => ({
      message: `Базу ${file} не удаётся открыть.`,
      remedy: 'Проверьте владельца и права на файл и его папку.',
    }),
    'store-busy': ({ file }) => ({
      message: `База ${file} слишком долго занята другим процессом.`,
      remedy: 'Попробуйте ещё раз. Если так и дальше, завершите процесс, который её держит.',
    }),
    'store-failing': ({ file }) => ({
      message: `База ${file} не читается: диск полон, доступен только для чтения или сообщает об ошибке.`,
      remedy: 'Проверьте диск.',
    }),
    'key-right': () => ({ message: 'Ключ шифрования подходит.' }),
    'key-wrong': (_, { reason }) => reason('wrong-key'),
    'key-missing': ({ path }) => ({
      message: `Ключа шифрования нет: ни EVERTHREAD_KEY, ни ${path}. Сохранённые токены не прочитать.`,
      remedy: 'Верните ключ, которым они зашифрованы. Если он утерян: `everthread adopt`.',
    }),
    'key-malformed': () => ({
      message:
        'То, что должно быть ключом шифрования, — не ключ: нужны 32 байта в base64, то есть 44 символа.',
      remedy: 'Верните верный ключ: в EVERTHREAD_KEY или в файл ключа в папке данных.',
    }),
    'key-unreadable': ({ path }) => ({
      message: `Файл ключа ${path} прочитать нельзя.`,
      remedy: 'Проверьте его владельца и права.',
    }),
    'key-open-to-others': ({ path }) => ({
      message: `Файл ключа ${path} могут прочитать другие пользователи этого компьютера.`,
      remedy: 'Выполните для него chmod 600.',
    }),
    'account-renewal-unfinished': ({ account }) => ({
      message: `${nameOf(account)}: продление идёт прямо сейчас или оборвалось.`,
      remedy: SETTLE,
    }),
    'account-needs-person': ({ account, reason }, telling) => {
      const { message, ...rest } = telling.reason(reason)
      return { message: `${nameOf(account)}: ${message}`, ...rest }
    },
    'delivery-waiting': ({ account, path, key, reason }, telling) => {
      const { message, ...rest } = telling.reason(reason, { path, key })
      return { message: `${nameOf(account)}: текущего токена в ${path} ещё нет. ${message}`, ...rest }
    },

    'keeper-found': ({ keeper }) => ({ message: `За токеном следит ${keeperName(keeper)}.` }),
    'keepers-several': ({ keepers }, { format }) => ({
      message: `За одним токеном следят сразу несколько: ${format.list(keepers.map(keeperName))}.`,
      remedy: 'Они ждут друг друга и ничего не теряют, но хватит одного: остановите остальных.',
    }),
    'keeper-none': () => ({
      message:
        'Не нашлось ни службы, ни `everthread run`, ни строки cron, которые следили бы за этим токеном (таймеры systemd и задания CI отсюда не видны).',
    }),
    'lock-held': ({ path }) => ({
      message: `С файлом ${path} прямо сейчас работает другой процесс Everthread.`,
      remedy: 'Если через минуту так и будет, процесс завис: завершите его.',
    }),
    'lock-folder-foreign': ({ folder }) => ({
      message: `Папка ${folder}, где лежат блокировки, чужая, или в неё могут писать другие. Everthread ею не пользуется.`,
      remedy: 'Удалите её: Everthread создаст новую.',
    }),
  },
}

function keeperName(keeper: Keeper): string {
  switch (keeper.kind) {
    case 'service':
      return `служба (pid ${keeper.pid})`
    case 'command':
      return `everthread ${keeper.command} (pid ${keeper.pid})`
    case 'cron':
      return `cron (${keeper.where}, строка ${keeper.line})`
    default:
      return keeper satisfies never
  }
}
