/** The help of every command and option, and what is said of a command line that cannot be parsed. */
import { postProgramEn, postProgramRu, type PostProgramWords } from './post-program-words.ts'

export interface ProgramWords {
  readonly posts: PostProgramWords
  readonly program: string
  readonly version: string
  readonly help: string
  readonly helpCommand: string
  /** The headings of the help, by commander's English ones. */
  readonly titles: Readonly<Record<string, string>>
  readonly mistakes: LineMistakes
  readonly json: string
  readonly lang: string
  readonly data: string
  readonly apiUrl: string
  readonly env: string
  readonly key: string
  readonly check: string
  readonly checkWithin: string
  readonly renew: string
  readonly renewWithin: string
  readonly force: string
  readonly dryRun: string
  readonly exitCode: string
  readonly deliver: string
  readonly keepLocal: string
  readonly exchange: string
  readonly tokenInput: string
  readonly print: string
  readonly adopt: string
  readonly switchAccount: string
  readonly renewBefore: string
  readonly connect: string
  readonly paste: string
  readonly redirectUri: string
  readonly status: string
  readonly history: string
  readonly rollback: string
  readonly rollbackTo: string
  readonly accountArgument: string
  readonly doctor: string
  readonly run: string
  readonly reload: string
  readonly prove: string
  readonly grace: string
  readonly commandArgument: string
  readonly serve: string
  readonly demo: string
  readonly orDemo: string
  readonly backup: string
  readonly backupFile: string
  readonly withKey: string
  readonly restore: string
  readonly migrate: string
  readonly migrateTo: string
  readonly owner: string
  readonly ownerReset: string
  readonly ownerCreate: string
  readonly ownerName: string
  readonly account: string
  readonly accountRemove: string
  readonly notify: string
  readonly heartbeat: string
}

export interface LineMistakes {
  readonly noCommand: string
  readonly unknownCommand: (name: string) => string
  readonly unknownOption: (name: string) => string
  readonly valueMissing: (option: string) => string
  readonly tooManyArguments: (given: string) => string
  readonly notADuration: (option: string, given: string) => string
  readonly notANumber: (option: string, given: string) => string
  readonly notADash: (option: string) => string
  readonly notAWindow: (option: string, given: string) => string
  readonly notOneOf: (option: string, values: string, given: string) => string
  readonly didYouMean: (names: string) => string
  readonly seeHelp: (command: string | undefined) => string
}

export const programEn: ProgramWords = {
  posts: postProgramEn,
  program: 'Keeps a Threads API token alive: renews it in time, writes it back, restarts the application.',
  version: 'print the version',
  help: 'print this help',
  helpCommand: 'print the help of a command',
  titles: {},
  mistakes: {
    noCommand: 'name one of the commands above',
    unknownCommand: (name) => `there is no command "${name}"`,
    unknownOption: (name) => `there is no option ${name}`,
    valueMissing: (option) => `${option} needs a value`,
    tooManyArguments: (given) => `too many arguments: ${given}`,
    notADuration: (option, given) => `${option} must be a duration such as 90s, 25h or 7d, and is "${given}"`,
    notANumber: (option, given) => `${option} must be a whole number, and is "${given}"`,
    notADash: (option) =>
      `${option} must be "-": the token is read from standard input, because arguments can be seen by everybody`,
    notAWindow: (option, given) =>
      `${option} must be a time such as 20d or a share such as 33%, less than the 60 days that a token lives, and is "${given}"`,
    notOneOf: (option, values, given) => `${option} must be one of ${values}, and is "${given}"`,
    didYouMean: (names) => `Did you mean ${names}?`,
    seeHelp: (command) => `See everthread ${command === undefined ? '' : `${command} `}--help.`,
  },
  json: 'answer in JSON',
  lang: 'language of messages: en or ru',
  data: 'data folder',
  apiUrl: 'another Threads API, such as the sandbox',
  env: 'the .env file that holds the token (default ./.env)',
  key: 'name of the variable (default THREADS_ACCESS_TOKEN)',
  check: 'whose token is it, how long will it live, what happens next; changes nothing',
  checkWithin: 'exit code 3 when less than this is left, such as 7d',
  renew: 'renew or exchange the token if it is due, and write it back; for cron and CI',
  renewWithin: 'only when less than this is left, such as 7d',
  force: 'now, whatever the plan and the back-off say; never below 24 hours of age',
  dryRun: 'say what would be done, and do nothing',
  exitCode: 'exit code 10 when the token was renewed or exchanged',
  deliver: 'run this with the new token on its standard input',
  keepLocal: 'in CI: write the file all the same, it outlives the job',
  exchange: 'turn a short-lived token into one of 60 days (needs THREADS_APP_SECRET)',
  tokenInput: '"-" reads the token from standard input',
  print: 'write the new token to standard output and nowhere else',
  adopt: 'take a token over: keep it, renew it, remember its generations',
  switchAccount: "the file holds another account's token until now, and changes hands",
  renewBefore: 'renew when less than this is left: 20d, or 33% of its lifetime (default: a third)',
  connect: 'log in with the browser and keep the token that comes of it',
  paste: 'no browser here: paste the address that the login ends on',
  redirectUri: 'the redirect URI that your app has registered (default https://localhost:4281/callback)',
  status: 'the accounts, and what happens next',
  history: 'the last generations of a token, by fingerprint',
  rollback: 'make an earlier token current again, if it still works',
  rollbackTo: 'the generation (default: the newest earlier one that works)',
  accountArgument: 'id or username, when there is more than one account',
  doctor: 'check everything that could be wrong, with a remedy for each',
  run: 'run a command with the token, and keep both alive',
  reload: 'what a new token does to the command: restart (default), SIGNAL, a shell command, or none',
  prove: 'ask this command or URL for the fingerprint that the application holds',
  grace: 'how long the command may take to stop (default 10s)',
  commandArgument: 'the command, after --',
  owner: 'who may use the service from a browser',
  ownerReset: 'forget the owner, end every session, and print a new one-time link',
  ownerCreate: 'make the owner here; the password is asked for, or read from standard input',
  ownerName: 'by which the owner logs in',
  account: 'the accounts of the data folder',
  accountRemove: 'remove an account with its tokens and posts, and say what stays',
  serve: 'the service: keeps every adopted token; API, browser login, /healthz, /metrics',
  demo: 'over a sandbox of its own, with a clock that you turn',
  orDemo: 'the demo, when there is nothing to keep',
  backup: 'put all that is kept into one file, while a service is at work or not',
  backupFile: 'the file of the backup',
  withKey: 'with the key: whoever has the file has the tokens',
  restore: 'unpack a backup into an empty data folder, or database',
  migrate: 'copy the store into another one: from a file to PostgreSQL, or back',
  migrateTo: 'postgres://HOST/DATABASE, or a folder',
  notify: 'run this with each event as JSON on its standard input',
  heartbeat: 'call this URL after each healthy round, and URL/fail on trouble',
}

export const programRu: ProgramWords = {
  posts: postProgramRu,
  program:
    'Не даёт токену Threads API умереть: вовремя продлевает, записывает обратно, перезапускает приложение.',
  version: 'показать версию',
  help: 'показать эту справку',
  helpCommand: 'показать справку по команде',
  titles: {
    'Usage:': 'Вызов:',
    'Arguments:': 'Аргументы:',
    'Options:': 'Параметры:',
    'Commands:': 'Команды:',
  },
  mistakes: {
    noCommand: 'укажите одну из команд, перечисленных выше',
    unknownCommand: (name) => `команды «${name}» нет`,
    unknownOption: (name) => `параметра ${name} нет`,
    valueMissing: (option) => `у ${option} не указано значение`,
    tooManyArguments: (given) => `слишком много аргументов: ${given}`,
    notADuration: (option, given) => `${option}: нужен срок вида 90s, 25h или 7d, а указано: «${given}»`,
    notANumber: (option, given) => `${option}: нужно целое число, а указано: «${given}»`,
    notADash: (option) =>
      `${option}: допустимо только «-». Токен читается со стандартного ввода, потому что аргументы видны всем`,
    notAWindow: (option, given) =>
      `${option}: нужен срок вида 20d или доля вида 33%, меньше 60 дней, которые живёт токен, а указано: «${given}»`,
    notOneOf: (option, values, given) => `${option}: нужно одно из ${values}, а указано: «${given}»`,
    didYouMean: (names) => `Возможно, вы имели в виду ${names}?`,
    seeHelp: (command) => `Справка: everthread ${command === undefined ? '' : `${command} `}--help.`,
  },
  json: 'отвечать в JSON',
  lang: 'язык сообщений: en или ru',
  data: 'папка данных',
  apiUrl: 'другой адрес Threads API, например песочницы',
  env: 'файл .env с токеном (по умолчанию ./.env)',
  key: 'имя переменной (по умолчанию THREADS_ACCESS_TOKEN)',
  check: 'чей это токен, сколько ему жить и что будет дальше; ничего не меняет',
  checkWithin: 'код выхода 3, если осталось меньше, например 7d',
  renew: 'продлить или обменять токен, если пора, и записать его обратно; для cron и CI',
  renewWithin: 'только если осталось меньше, например 7d',
  force: 'сейчас, не дожидаясь срока и паузы; но не раньше 24 часов',
  dryRun: 'сказать, что было бы сделано, и ничего не делать',
  exitCode: 'код выхода 10, если токен продлён или обменян',
  deliver: 'выполнить команду, передав ей новый токен на стандартный ввод',
  keepLocal: 'в CI: всё равно записать файл, он переживёт задание',
  exchange: 'обменять краткосрочный токен на 60-дневный (нужен THREADS_APP_SECRET)',
  tokenInput: '«-» — прочитать токен со стандартного ввода',
  print: 'вывести новый токен на стандартный вывод и больше никуда',
  adopt: 'взять токен под присмотр: хранить, продлевать, помнить прежние',
  switchAccount: 'в файле токен другого аккаунта: файл переходит к новому',
  renewBefore: 'продлевать, когда осталось меньше: 20d или 33% срока жизни (по умолчанию треть)',
  connect: 'войти через браузер и хранить полученный токен',
  paste: 'браузера здесь нет: вставить адрес, на котором закончился вход',
  redirectUri: 'адрес возврата, указанный в вашем приложении (по умолчанию https://localhost:4281/callback)',
  status: 'аккаунты и что будет дальше',
  history: 'последние токены аккаунта, по отпечаткам',
  rollback: 'вернуть прежний токен, если он ещё работает',
  rollbackTo: 'номер токена (по умолчанию последний из прежних, который работает)',
  accountArgument: 'id или имя, если аккаунтов несколько',
  doctor: 'проверить всё, что может быть не так, и подсказать, что делать',
  run: 'запустить команду с токеном и следить за обоими',
  reload: 'что делать с командой при новом токене: restart (по умолчанию), СИГНАЛ, команда оболочки или none',
  prove: 'спросить у команды или по адресу URL отпечаток токена, который держит приложение',
  grace: 'сколько команда может останавливаться (по умолчанию 10s)',
  commandArgument: 'команда, после --',
  owner: 'кто может пользоваться службой из браузера',
  ownerReset: 'забыть владельца, завершить все сеансы и напечатать новую одноразовую ссылку',
  ownerCreate: 'создать владельца здесь; пароль спрашивается или читается со стандартного ввода',
  ownerName: 'имя, под которым владелец входит',
  account: 'аккаунты папки данных',
  accountRemove: 'удалить аккаунт с его токенами и постами и сказать, что остаётся',
  serve: 'служба: следит за всеми взятыми токенами; API, вход из браузера, /healthz, /metrics',
  demo: 'поверх собственной песочницы, часы которой переводите вы',
  orDemo: 'демонстрация, если следить не за чем',
  backup: 'собрать всё, что хранится, в один файл; служба может работать',
  backupFile: 'файл резервной копии',
  withKey: 'вместе с ключом: у кого файл, у того и токены',
  restore: 'развернуть резервную копию в пустую папку данных или базу',
  migrate: 'скопировать хранилище в другое: из файла в PostgreSQL или обратно',
  migrateTo: 'postgres://HOST/DATABASE или папка',
  notify: 'выполнять команду для каждого события: JSON на стандартный ввод',
  heartbeat: 'вызывать этот URL после каждого удачного круга, а при беде — URL/fail',
}
