/** The same in Russian. A missing sentence does not compile. */
import type { CliWords } from './en.ts'

export const ru: CliWords = {
  alive: (name) => `${by(name)}токен жив`,
  notAlive: (name) => `${by(name)}токен не работает`,
  unclear: (name) => `${by(name)}узнать не удалось`,
  someone: '',
  labels: {
    token: 'токен',
    kind: 'вид',
    expires: 'истекает',
    grant: 'доступ до',
    scopes: 'права',
    missing: 'не хватает',
    next: 'дальше',
    file: 'файл',
    app: 'приложение',
  },
  kinds: {
    short: 'краткосрочный (1 час)',
    long: 'долгосрочный (60 дней)',
    permanent: 'бессрочный',
    unknown: 'неизвестен',
  },
  expiresAt: (when, left) => `${when}, через ${left}`,
  expiredAt: (when, ago) => `${when}, ${ago} назад`,
  never: 'никогда',
  notKnown: 'неизвестно: Meta не сообщила',
  next: {
    wait: (when, left) =>
      `\`everthread renew\`, \`run\` или \`serve\` продлит его начиная с ${when} (через ${left})`,
    waitUntil: (when, left) => `следующая проверка ${when}, через ${left}`,
    nothing: 'делать ничего не нужно',
    exchange: 'ближайший `everthread renew` обменяет его на 60-дневный',
    renew: 'его продлит ближайший `everthread renew`, `run` или `serve`',
    probe: 'покажет одна попытка продления: `everthread renew`',
    needs_person: 'нужен человек',
  },
  waysOutTitle: 'Есть три выхода:',
  withinMissed: (within, left) => `осталось меньше, чем ${within}: ${left}`,
  withinRemedy:
    'everthread renew продлит его, если ему больше суток. Если Meta откажет, войдите заново: everthread connect.',
  outcomes: {
    renewed: (name) => `${by(name)}токен продлён`,
    exchanged: (name) => `${by(name)}токен обменян на долгосрочный`,
    would_renew: (name) => `${by(name)}сейчас был бы продлён (--dry-run: ничего не изменено)`,
    would_exchange: (name) => `${by(name)}сейчас был бы обменян (--dry-run: ничего не изменено)`,
    not_due: (name) => `${by(name)}пока делать нечего`,
    too_young: (name) => `${by(name)}токен слишком молод для продления`,
    transient: (name) => `${by(name)}в этот раз продлить не удалось; попытка повторится`,
    suspect: (name) => `${by(name)}продлить не удалось, причина неясна; попытка повторится`,
    needs_person: (name) => `${by(name)}нужен человек`,
    failed: (name) => `${by(name)}не получилось`,
  },
  written: (path, key) => `записано в ${path} (${key})`,
  unchanged: (path, key) => `в ${path} (${key}) он уже был`,
  skewed: (by) => `часы этого компьютера расходятся с часами Meta на ${by}; считаем по часам Meta`,
  adopted: (name, path) => `${by(name)}токен из ${path} взят под присмотр`,
  adoptedStdin: (name) => `${by(name)}токен взят под присмотр`,
  nothingKept: 'под присмотром пока ничего нет',
  nothingKeptRemedy:
    'Возьмите токен: everthread adopt --env .env — или войдите: everthread connect --env .env',
  whichAccount: (names) => `укажите аккаунт: ${names}`,
  liveService: (pid) => `служба работает (pid ${pid})`,
  noService: 'служба не запущена: запустите everthread serve или вызывайте everthread renew из cron',
  generation: (number) => `№ ${number}`,
  current: 'текущий',
  sources: {
    adopted: 'принят',
    connected: 'получен при входе',
    exchanged: 'обменян',
    renewed: 'продлён',
    found_in_file: 'найден в файле',
    rolled_back: 'возвращён',
  },
  rolledBack: (name, number) => `${by(name)}текущим снова стал токен № ${number}`,
  noSuchGeneration: (number) => `токена № ${number} нет`,
  nothingToRollBack: 'прежнего токена, который ещё работает, нет',
  unknownCommand: (name) => `команды «${name}» нет`,
  seeHelp: 'Список команд: everthread --help.',
  ciRefused:
    'В CI команда renew не тратит вызов: продлённый токен исчез бы вместе с машиной. Укажите --deliver КОМАНДА (она получит токен на стандартный ввод) или --keep-local, если файл переживёт задание.',
  delivered: 'новый токен передан команде --deliver',
  deliverFailed: (detail) => `команда --deliver завершилась ошибкой: ${detail}`,
  tokenFromInput: 'Вставьте токен и нажмите Ctrl-D:',
  bothSources: (key) =>
    `${key} задан ещё и в окружении, а большинство программ предпочитает окружение файлу. Уберите его оттуда или запускайте программу через everthread run.`,
  serving: (kept, health) => `токенов под присмотром: ${kept}; состояние: ${health}`,
  cannotListen: (host, port) => ({
    message: `serve не может слушать ${host}:${port}: порт занят другой программой или вам недоступен`,
    remedy: 'Укажите свободный в EVERTHREAD_PORT.',
  }),
  stopped: 'остановлено',
  keptAlready: (name) => `${by(name)}токен уже под присмотром`,
  currentStays: (name) => `${by(name)}остаётся нынешний токен`,
  currentStaysWhy:
    'Передан один из прежних токенов этого аккаунта, а нынешний работает. Вернуться к прежнему: everthread rollback.',
  connected: (name) => `${by(name)}вход выполнен, токен под присмотром`,
  notTaken: (name) => `${by(name)}токен не взят`,
  exchangedFirst: 'Токен был краткосрочным. Он обменян на токен на 60 дней.',
  switched: (path, before) =>
    `До сих пор в ${path} был токен аккаунта ${before}. Этот аккаунт остаётся в папке данных, но в файл больше не записывается.`,
  unwritten: (path) => `Токен сохранён в папке данных, но записать его в ${path} не удалось.`,
  unwrittenRemedy: 'Когда причина устранена: everthread renew --env ФАЙЛ.',
  unwrittenAlone: (path) => `Записать новый токен в ${path} не удалось, и больше он нигде не сохранён.`,
  unwrittenAloneRemedy:
    'Когда причина устранена, обменяйте краткосрочный токен ещё раз: он действует один час.',
  inputNotToken: 'На стандартном вводе не токен.',
  inputEmpty: 'На стандартном вводе нет токена.',
  inputRemedy: 'Передайте один только токен, одной строкой.',
  longAlready: (name) => `${by(name)}токен уже долгосрочный, обменивать нечего`,
  longAlreadyMessage: 'Токен уже долгосрочный, обменивать нечего.',
  exchangeNowhere: 'новый токен некуда записать: файл не указан, а папки данных нет',
  exchangeNowhereRemedy:
    'Укажите файл (--env), выведите токен (--print) или возьмите его под присмотр: everthread adopt --token -.',
  printed: 'Новый токен выведен на стандартный вывод и больше нигде не сохранён.',
  askAppId: 'Threads app ID (developers.facebook.com/apps, App settings, Basic):',
  askAppSecret: 'Threads app secret (при вводе не показывается):',
  appMissing: (names) => `для входа (connect) не хватает: ${names}`,
  appMissingRemedy:
    'Задайте в окружении или в файле .env. Оба значения — в кабинете Meta, раздел App settings, Basic: нужны те, что у приложения Threads, а не у приложения Meta.',
  appIdShape: 'THREADS_APP_ID — не идентификатор приложения: он состоит из цифр',
  redirectShape: (given) =>
    `--redirect-uri должен быть адресом https без фрагмента (http — только для этого компьютера), а указано ${given}`,
  codeUsed: 'Meta не принимает код входа: он уже использован или получен больше часа назад.',
  codeUsedRemedy: 'Запустите everthread connect ещё раз.',
  loginLost: 'Вход удался, но получить токен не вышло.',
  loginGivenUp: 'вход прерван',
  alreadyCurrent: (name, number) => `${by(name)}токен № ${number} и так текущий`,
  rolledBackTo: (name, from, number) => `${by(name)}токен № ${from} снова текущий, теперь под № ${number}`,
  generationDead: (number, why) => `№ ${number}: ${why}`,
  rollbackUnclear: 'узнать, работают ли прежние токены, сейчас не у кого',
  rollbackUnclearRemedy: 'Ничего не изменено. Попробуйте позже.',
  inDataFolder: (folder) =>
    `Он хранится в ${folder} и ни в какой файл не записан: чтобы записать, укажите --env.`,
  otherPlaces: (paths) => `Другие файлы этого аккаунта тоже его получат: ${paths}.`,
}

/** Whose token it is goes first, where that is known. */
function by(name: string): string {
  return name === '' ? '' : `${name}: `
}
