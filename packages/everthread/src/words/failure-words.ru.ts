/** The same in Russian. */
import type { FailureWords } from './failure-words.ts'

const OTHER_FILE = 'Укажите другой файл: --env.'
const LOOK_AT_DISK = 'Проверьте диск и повторите команду.'
const PUT_BACKUP_BACK = 'Верните на его место копию из папки backups/. Токен в файле .env не тронут.'

export const failureWordsRu: FailureWords = {
  given: (given) => (given.kind === 'counted' ? `строка (${given.length} зн.)` : `«${given.text}»`),

  config: {
    'not-a-database-url': (setting) => ({
      message: `${setting}: нужен адрес базы PostgreSQL вида postgres://USER:PASSWORD@HOST/DATABASE`,
      remedy: 'Уберите переменную, чтобы хранить всё в папке данных (SQLite).',
    }),
    'database-needs-key': (setting) => ({
      message: `если данные хранятся в PostgreSQL, нужна переменная ${setting}: ключ у всех узлов один, а файл ключа лежит только на одной машине`,
      remedy: 'Ключ создаёт команда «openssl rand -base64 32». Сохраните его копию.',
    }),
    'folder-empty': (setting) => ({ message: `${setting}: нужна папка, а значение пустое` }),
    'not-a-host': (setting, given) => ({
      message: `${setting}: нужен адрес или имя узла, без протокола и порта, а указано: ${given}`,
      remedy: 'Например: 127.0.0.1, ::1 или localhost.',
    }),
    'not-a-port': (setting, given) => ({
      message: `${setting}: нужно число от 0 до 65535, а указано: ${given}`,
    }),
    'not-a-language': (setting, given) => ({ message: `${setting}: нужно en или ru, а указано: ${given}` }),
    'not-a-log': (setting, given) => ({ message: `${setting}: нужно json или none, а указано: ${given}` }),
    'not-a-url': (setting, given) => ({
      message: `${setting}: нужен адрес вида https://example.com, а указано: ${given}`,
    }),
    'url-in-the-clear': (setting, given) => ({
      message: `${setting}: адрес должен начинаться с https:, иначе токен пойдёт по сети открытым текстом, а указано: ${given}`,
      remedy: 'Адрес http: допустим только на этом же компьютере (localhost).',
    }),
    'url-with-extras': (setting, given) => ({
      message: `${setting}: в адресе не должно быть имени пользователя, параметров и фрагмента, а в адресе ${given} они есть`,
    }),
    'not-hosts': (setting, given) => ({
      message: `${setting}: нужны имена узлов или адреса через запятую, а указано: ${given}`,
      remedy: 'Например: minio, 10.0.0.5:9000.',
    }),
    'bucket-incomplete': (setting) => ({
      message: `переменная ${setting} не задана, а EVERTHREAD_S3_BUCKET задана`,
      remedy: 'Задайте обе или не задавайте ни одной.',
    }),
    'model-missing': (setting) => ({
      message: `переменная ${setting} не задана, а EVERTHREAD_AI_URL задана`,
      remedy: 'Назовите модель, которая там есть.',
    }),
  },

  envFile: {
    'not-found': (path) => ({
      message: `нет файла ${path}`,
      remedy: 'Проверьте имя или укажите другой файл: --env.',
    }),
    'not-readable': (path) => ({
      message: `файл ${path} не прочитать: у пользователя нет прав`,
      remedy: 'Дайте их: chmod или chown.',
    }),
    'is-folder': (path) => ({ message: `${path} — папка`, remedy: 'Укажите файл .env в ней.' }),
    'not-a-file': (path) => ({
      message: `${path} — не обычный файл, а канал, сокет или устройство`,
      remedy: OTHER_FILE,
    }),
    binary: (path) => ({
      message: `${path} — не .env: это двоичный файл или текст в UTF-16`,
      remedy: `${OTHER_FILE} Или сохраните его в UTF-8: «>» в PowerShell пишет UTF-16.`,
    }),
    'too-large': (path) => ({
      message: `файл ${path} больше 1 МиБ: таких .env не бывает`,
      remedy: OTHER_FILE,
    }),
    'not-writable': (path) => ({
      message: `файл ${path} не заменить: у пользователя нет прав на запись в него или в его папку`,
      remedy: 'Дайте права. В контейнере монтируйте папку, а не сам файл.',
    }),
    'read-only': (path) => ({
      message: `в ${path} не записать: файловая система доступна только для чтения`,
      remedy: 'В контейнере поищите том, подключённый с «:ro».',
    }),
    'disk-full': (path) => ({
      message: `в ${path} не записать: на диске нет места или исчерпана квота`,
      remedy: 'Освободите место и повторите команду.',
    }),
    io: (path) => ({
      message: `файл ${path} не прочитать или не записать: диск сообщает об ошибке`,
      remedy: LOOK_AT_DISK,
    }),
    leftover: (path) => ({
      message: `прошлая запись в ${path} оборвалась: сначала её надо завершить`,
      remedy: 'Это сделает everthread renew.',
    }),
    'changed-meanwhile': (path) => ({
      message: `файл ${path} всё время менялся, пока его заменяли`,
      remedy: 'Закройте программу, которая в него пишет, и повторите команду.',
    }),
    locked: (path) => ({
      message: `с файлом ${path} работает другой процесс Everthread`,
      remedy: 'Дождитесь его или остановите и повторите команду.',
    }),
    'no-lock-folder': (path) => ({
      message: `файл ${path} не заблокировать: нет папки для блокировок, доступной только этому пользователю`,
      remedy: 'Дайте пользователю право писать в XDG_RUNTIME_DIR или в папку временных файлов.',
    }),
  },
  newTokenAt: (path) =>
    `Новый токен лежит в ${path}, прочитать его можете только вы; следующий запуск поставит его на место.`,

  store: {
    missing: (file) => ({ message: `базы данных ${file} нет` }),
    'not-a-store': (file) => ({
      message: `${file} — база данных другой программы; ничего не изменено`,
      remedy: 'Укажите другую папку данных: --data.',
    }),
    corrupt: (file) => ({
      message: `база данных ${file} повреждена, или это вовсе не база данных`,
      remedy: PUT_BACKUP_BACK,
    }),
    'newer-schema': (file) => ({
      message: `база данных ${file} записана более новой версией; ничего не изменено`,
      remedy: 'Обновите Everthread.',
    }),
    'disk-full': (file) => ({
      message: `в базу данных ${file} не записать: на диске нет места. Ничего не изменено`,
      remedy: 'Освободите место и повторите команду.',
    }),
    'read-only': (file) => ({
      message: `в базу данных ${file} не записать: файл или его папка доступны только для чтения`,
      remedy: 'Дайте пользователю право на запись.',
    }),
    busy: (file) => ({
      message: `базу данных ${file} слишком долго занимает другой процесс; ничего не изменено`,
      remedy: 'Попробуйте ещё раз.',
    }),
    unreadable: (file) => ({
      message: `базу данных ${file} не открыть`,
      remedy: 'Проверьте владельца и права файла и его папки.',
    }),
    io: (file) => ({
      message: `базу данных ${file} не прочитать или не записать: диск сообщает об ошибке`,
      remedy: LOOK_AT_DISK,
    }),
    'sqlite-too-old': (file) => ({
      message: `для базы данных ${file} нужен SQLite 3.51.3 или новее`,
      remedy: 'Обновите Node.js: SQLite входит в его состав.',
    }),
    unreachable: (place) => ({
      message: `база данных ${place} не отвечает`,
      remedy:
        'Проверьте, запущен ли там PostgreSQL и доступен ли он с этого компьютера. Попытка будет повторена.',
    }),
    'login-refused': (place) => ({
      message: `база данных ${place} не пускает: неверный пользователь или пароль`,
      remedy: 'Исправьте EVERTHREAD_DATABASE_URL.',
    }),
    'not-empty': (place) => ({
      message: `в хранилище ${place} уже есть данные; ничего не изменено`,
      remedy: 'Укажите новое.',
    }),
    'no-database': (place) => ({
      message: `на этом сервере нет базы данных ${place}`,
      remedy: 'Создайте её командой createdb или исправьте EVERTHREAD_DATABASE_URL.',
    }),
  },

  media: {
    'disk-full': {
      message: 'файл не сохранён: на диске нет места или исчерпана квота',
      remedy: 'Освободите место и добавьте файл снова.',
    },
    'upload-broken': { message: 'файл получен не до конца', remedy: 'Добавьте его снова.' },
    missing: {
      message: 'файла больше нет там, где он хранился',
      remedy: 'Добавьте его снова. Если пропали и другие, восстановите их из резервной копии.',
    },
    'place-failed': {
      message: 'файл не удаётся сохранить или прочитать: ошибка диска или хранилища S3',
      remedy: 'Проверьте диск или настройки хранилища.',
    },
  },

  vault: (problem) => {
    switch (problem.kind) {
      case 'wrong-key':
        return {
          message: `база данных зашифрована ключом ${problem.wanted}, а сейчас задан ключ ${problem.have}; ничего не изменено`,
          remedy: 'Верните прежний EVERTHREAD_KEY или файл ключа.',
        }
      case 'damaged':
        return {
          message: 'секрет в базе данных не расшифровать: база изменена или повреждена',
          remedy: PUT_BACKUP_BACK,
        }
      case 'key-malformed':
        return {
          message: `${problem.where}: нужны 32 байта в base64, то есть 44 символа`,
          remedy:
            'Такой ключ создаёт «openssl rand -base64 32». Для смены ключа укажите несколько через запятую, новый первым.',
        }
      case 'key-missing':
        return {
          message: `нет ключа: ни EVERTHREAD_KEY, ни файла ${problem.path}`,
          remedy: 'Верните ключ, которым зашифрована база данных: без него её не прочитать.',
        }
      case 'key-unreadable':
        return {
          message: `файл ключа ${problem.path} не прочитать`,
          remedy: 'Проверьте его владельца и права.',
        }
      case 'key-not-written':
        return {
          message: `файл ключа ${problem.path} не создать; ничего не изменено`,
          remedy: 'Проверьте владельца и права его папки и место на диске.',
        }
      default:
        return problem satisfies never
    }
  },
  claimLost: {
    message: 'аккаунтом занялся другой процесс Everthread',
    remedy: 'Повторите команду.',
  },
}
