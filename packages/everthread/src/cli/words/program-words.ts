/** The help of every command and option. */
export interface ProgramWords {
  readonly program: string
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
  readonly notify: string
  readonly heartbeat: string
}

export const programEn: ProgramWords = {
  program: 'Keeps a Threads API token alive: renews it in time, writes it back, restarts the application.',
  json: 'one JSON document on standard output',
  lang: 'language of messages',
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
  reload: 'what a new token does to the command: restart, SIGNAL, a shell command, or none',
  prove: 'ask this command or URL for the fingerprint that the application holds',
  grace: 'how long the command may take to stop (default 10s)',
  commandArgument: 'the command, after --',
  serve: 'the service: keeps every adopted token, and answers /healthz',
  demo: 'with a sandbox, a demo token and a clock that jumps',
  orDemo: 'the demo, when there is nothing to keep',
  notify: 'run this with each event as JSON on its standard input',
  heartbeat: 'call this URL after each healthy round, and URL/fail on trouble',
}

export const programRu: ProgramWords = {
  program:
    'Не даёт токену Threads API умереть: вовремя продлевает, записывает обратно, перезапускает приложение.',
  json: 'один документ JSON на стандартный вывод',
  lang: 'язык сообщений',
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
  reload: 'что делать с командой при новом токене: restart, СИГНАЛ, команда оболочки или none',
  prove: 'спросить у команды или по адресу URL отпечаток токена, который держит приложение',
  grace: 'сколько команда может останавливаться (по умолчанию 10s)',
  commandArgument: 'команда, после --',
  serve: 'служба: следит за всеми взятыми токенами и отвечает на /healthz',
  demo: 'с песочницей, демонстрационным токеном и часами, которые идут скачками',
  orDemo: 'демонстрация, если следить не за чем',
  notify: 'выполнять команду для каждого события: JSON на стандартный ввод',
  heartbeat: 'вызывать этот URL после каждого удачного круга, а при беде — URL/fail',
}
