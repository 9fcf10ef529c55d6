/** What `doctor` says about the `.env`, in Russian: the shape of `file-words.en.ts`. */
import type { EnvProblemKind } from '../env-file/env-problems.ts'
import type { EnvReader } from '../env-file/env-syntax.ts'
import type { FileWords } from './words.ts'

const READERS: Record<EnvReader, string> = {
  dotenv: 'dotenv',
  node: 'Node (--env-file)',
  'python-dotenv': 'python-dotenv',
  compose: 'docker compose',
  shell: 'оболочка',
}

const LINES: Record<EnvProblemKind, string> = {
  'duplicate-key': 'ниже этот ключ задан ещё раз',
  'bare-key': 'ключ стоит без «=»',
  'byte-order-mark': 'файл начинается с метки порядка байтов (BOM)',
  'tab-after-export': 'после «export» стоит табуляция',
  'spaces-around-equals': 'вокруг «=» стоят пробелы',
  'colon-separator': 'вместо «=» стоит двоеточие',
  'comment-unclear': 'дальше идёт комментарий, который можно принять за часть значения',
  'text-after-quote': 'после закрывающей кавычки идёт текст',
  'backtick-quotes': 'значение взято в обратные кавычки',
  'needs-quotes': 'в значении есть символы, которым нужны кавычки',
  'quotes-changed': 'значению нужны другие кавычки',
  expansion: 'в значении есть «$» или обратная кавычка, и некоторые программы выполнят подстановку',
  backslash: 'в значении есть обратная косая черта',
  'windows-line-ending': 'строка кончается как в Windows (CRLF)',
  'quote-in-value': 'внутри значения есть кавычка',
  'newline-in-value': 'внутри значения есть перенос строки',
  'whitespace-in-value': 'внутри значения есть пробел или табуляция',
  'not-utf8': 'есть байты не в кодировке UTF-8',
  'assigned-in-passing': 'ключ задан посреди другой строки',
  'unclear-end': 'непонятно, где эта строка кончается',
}

const IN_TOKEN = { quote: 'кавычка', newline: 'перенос строки', whitespace: 'пробел или табуляция' }
const COPY_AGAIN = 'Скопируйте токен заново, целиком, и не оставляйте после KEY= ничего лишнего.'
const CLOSED_FOLDER = 'Разрешите запись пользователю, под которым работает Everthread (chmod, chown).'
const SETTLE = 'Это уладит следующий круг: `everthread renew` или работающие `run` и `serve`.'

export const fileWordsRu: FileWords = {
  'env-readable': ({ path }) => ({ message: `${path} читается.` }),
  'env-none': ({ path }) => ({ message: `Файла ${path} нет.` }),
  'env-missing': ({ path }) => ({
    message: `Файла ${path} нет.`,
    remedy: 'Проверьте, верно ли указан путь в --env; ссылка должна вести на существующий файл.',
  }),
  'env-unreadable': ({ path }) => ({
    message: `${path} прочитать нельзя: у этого пользователя нет прав.`,
    remedy:
      'Запустите команду под тем пользователем, которому файл принадлежит, или смените владельца (chown).',
  }),
  'env-is-folder': ({ path }) => ({
    message: `${path} — это папка.`,
    remedy:
      'Укажите файл .env внутри неё. Такую папку создаёт Docker, если файла, который он должен подключить, нет.',
  }),
  'env-not-a-file': ({ path }) => ({
    message: `${path} — не файл, а канал, сокет или устройство.`,
    remedy: 'Укажите файл .env: --env.',
  }),
  'env-binary': ({ path }) => ({
    message: `${path} — не файл .env: он двоичный или в кодировке UTF-16.`,
    remedy: 'Укажите другой файл или сохраните этот в UTF-8 (знак «>» в PowerShell пишет UTF-16).',
  }),
  'env-too-large': ({ path }) => ({
    message: `${path} больше 1 МиБ, файлы .env такими не бывают.`,
    remedy: 'Укажите другой файл: --env.',
  }),
  'env-failing': ({ path }) => ({
    message: `${path} прочитать нельзя: диск сообщает об ошибке.`,
    remedy: 'Проверьте диск и восстановите файл из резервной копии.',
  }),
  'env-key-missing': ({ path, key }, { reason }) => reason('token-missing', { path, key }),
  'env-key-empty': ({ path, key }, { reason }) => reason('token-empty', { path, key }),
  'env-key-duplicate': ({ key, lines, counts }, { format }) => ({
    message: `${key} задан не один раз: действует строка ${counts}, не действует ${format.list(lines.map(String))}.`,
    remedy: 'Удалите лишние строки: некоторые программы берут первую.',
  }),
  'env-value-broken': ({ key, line, what }) => ({
    message: `Внутри значения ${key} (строка ${line}) есть ${IN_TOKEN[what]}.`,
    remedy: COPY_AGAIN,
  }),
  'env-line-unclear': ({ line, what, readers }, { format }) => ({
    message: `Строка ${line}: ${LINES[what]}${readers.length > 0 ? `; прочитать её иначе могут: ${format.list(readers.map((one) => READERS[one]))}` : ''}.`,
    remedy: 'Пишите просто: KEY=value, а комментарии — на отдельных строках.',
  }),
  'env-shadowed': ({ key }) => ({
    message: `${key} задан ещё и в окружении, с другим значением, и большинство программ возьмёт его, а не то, что в файле.`,
    remedy:
      'Уберите переменную или запускайте программу через `everthread run`: он передаёт ей свежий токен.',
  }),
  'env-untracked': ({ path }) => ({ message: `git не следит за ${path}: файл в .gitignore.` }),
  'env-tracked': ({ path }) => ({
    message: `git следит за ${path}: токен попал или попадёт в историю.`,
    remedy:
      'Уберите файл из git (`git rm --cached`), впишите его в .gitignore, а если репозиторий уже куда-то отправляли, замените токен.',
  }),
  'env-not-ignored': ({ path }) => ({
    message: `${path} лежит в репозитории git, и в .gitignore его нет: ближайший «git add .» прихватит токен.`,
    remedy: 'Впишите его в .gitignore.',
  }),
  'env-private': ({ path }) => ({ message: `Читать ${path} могут только владелец и группа.` }),
  'env-open-to-others': ({ path, mode }) => ({
    message: `До ${path} могут добраться другие пользователи этого компьютера (права ${mode}).`,
    remedy: 'Выполните chmod 600, а если файл нужен группе — chmod 640.',
  }),
  'env-replaceable': ({ path }) => ({ message: `${path} можно заменить одним действием.` }),
  'env-link': ({ path, target }) => ({ message: `${path} — ссылка, меняться будет ${target}.` }),
  'env-mounted': ({ path }) => ({
    message: `${path} подключён отдельно от своей папки (bind mount): заменить его одним действием нельзя, поэтому Everthread пишет прямо в него, держа копию рядом.`,
    remedy: 'Подключайте не файл, а папку.',
  }),
  'env-many-names': ({ path, names }) => ({
    message: `У ${path} не одно имя, а ${names} (жёсткие ссылки). Чтобы файл остался одним, Everthread пишет прямо в него.`,
    remedy: 'Замените жёсткие ссылки символическими.',
  }),
  'env-not-writable': ({ path }) => ({
    message: `${path} нельзя записать.`,
    remedy: `${CLOSED_FOLDER} В контейнере проверьте, нет ли у подключения «:ro».`,
  }),
  'env-folder-not-writable': ({ folder }) => ({
    message: `В папку ${folder} нельзя писать, поэтому файл в ней не заменить и токен не продлить.`,
    remedy: CLOSED_FOLDER,
  }),
  'env-renewal-unfinished': ({ journal }) => ({
    message: `Продление началось и оборвалось, остался его журнал: ${journal}.`,
    remedy: SETTLE,
  }),
  'env-token-waiting': ({ journal, path }) => ({
    message: `В ${journal} ждёт новый токен: продление оборвалось раньше, чем он попал в ${path}.`,
    remedy: `Не удаляйте этот файл. ${SETTLE}`,
  }),
  'env-rewrite-unfinished': ({ path }) => ({
    message: `Запись в ${path} оборвалась; копия прежнего содержимого лежит рядом.`,
    remedy: SETTLE,
  }),
}
