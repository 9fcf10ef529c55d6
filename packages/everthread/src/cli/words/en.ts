/** What the command line says, apart from reasons and events (`words/`). English; `ru.ts` has the same shape. */
export const en = {
  alive: (name: string) => `${by(name)}the token is alive`,
  notAlive: (name: string) => `${by(name)}the token does not work`,
  unclear: (name: string) => `${by(name)}nobody could be asked`,
  someone: '',
  labels: {
    token: 'token',
    kind: 'kind',
    expires: 'expires',
    grant: 'grant ends',
    scopes: 'scopes',
    missing: 'missing',
    next: 'next',
    file: 'file',
    app: 'app',
  },
  kinds: {
    short: 'short-lived (1 hour)',
    long: 'long-lived (60 days)',
    permanent: 'permanent',
    unknown: 'unknown',
  },
  expiresAt: (when: string, left: string) => `${when}, in ${left}`,
  expiredAt: (when: string, ago: string) => `${when}, ${ago} ago`,
  never: 'never',
  notKnown: 'not known: Meta did not say',
  next: {
    wait: (when: string, left: string) =>
      `renewed by \`everthread renew\`, \`run\` or \`serve\` from ${when}, in ${left}`,
    waitUntil: (when: string, left: string) => `looked at again ${when}, in ${left}`,
    nothing: 'nothing to do',
    exchange: 'exchanged for a 60-day token at the next `everthread renew`',
    renew: 'renewed at the next `everthread renew`, `run` or `serve`',
    probe: 'one renewal attempt will tell: `everthread renew`',
    needs_person: 'a person is needed',
  },
  waysOutTitle: 'Three ways out:',
  withinMissed: (within: string, left: string) => `less than ${within} is left: ${left}`,
  withinRemedy:
    'everthread renew renews it, from 24 hours of age on. If that is refused, log in again: everthread connect.',
  outcomes: {
    renewed: (name: string) => `${by(name)}renewed`,
    exchanged: (name: string) => `${by(name)}exchanged for a long-lived token`,
    would_renew: (name: string) => `${by(name)}would be renewed now (--dry-run: nothing was changed)`,
    would_exchange: (name: string) => `${by(name)}would be exchanged now (--dry-run: nothing was changed)`,
    not_due: (name: string) => `${by(name)}nothing to do yet`,
    too_young: (name: string) => `${by(name)}too young to be renewed`,
    transient: (name: string) => `${by(name)}not renewed this time; it will be tried again`,
    suspect: (name: string) =>
      `${by(name)}not renewed, for a reason that is not clear; it will be tried again`,
    needs_person: (name: string) => `${by(name)}a person is needed`,
    failed: (name: string) => `${by(name)}failed`,
  },
  written: (path: string, key: string) => `written to ${path} (${key})`,
  unchanged: (path: string, key: string) => `${path} (${key}) held it already`,
  skewed: (by: string) => `this machine's clock is ${by} off; Meta's is used`,
  adopted: (name: string, path: string) => `${by(name)}adopted from ${path}`,
  adoptedStdin: (name: string) => `${by(name)}adopted`,
  nothingKept: 'nothing is kept yet',
  nothingKeptRemedy: 'Adopt a token: everthread adopt --env .env, or log in: everthread connect --env .env',
  whichAccount: (names: string) => `say which account: ${names}`,
  noSuchAccount: (name: string, names: string) => `there is no account ${name}, but: ${names}`,
  liveService: (pid: number) => `a service is running (pid ${pid})`,
  noService: 'no service is running: start everthread serve, or run everthread renew from cron',
  keyShape: (key: string) => `--key must be a name of a variable (letters, digits and _), and is "${key}"`,
  heartbeatShape: '--heartbeat must be an http or https URL',
  withinTooLong: '--within must be shorter than the 60 days that a token lives',
  runNeedsCommand: 'run needs a command: everthread run -- COMMAND',
  generation: (number: number) => `#${number}`,
  current: 'current',
  sources: {
    adopted: 'adopted',
    connected: 'from a login',
    exchanged: 'exchanged',
    renewed: 'renewed',
    found_in_file: 'found in the file',
    rolled_back: 'brought back',
  },
  noSuchGeneration: (number: number) => `there is no generation #${number}`,
  nothingToRollBack: 'there is no earlier token that still works',
  ciRefused:
    'renew refuses to spend the call in CI: the renewed token would die with the runner. Pass --deliver COMMAND (the token arrives on its standard input), or --keep-local if the file outlives the job.',
  delivered: 'the new token was handed to the --deliver command',
  deliverFailed: (how: string) => `the --deliver command failed (${how})`,
  tokenFromInput: 'Paste the token and press Ctrl-D:',
  bothSources: (key: string) =>
    `${key} is also set in the environment, and most programs prefer that over the file. Unset it, or start the program with everthread run.`,
  serving: (kept: number, health: string) =>
    `keeping ${kept} token${kept === 1 ? '' : 's'}; health: ${health}`,
  ownerLink: (url: string) => `become the owner, within the hour: ${url}`,
  ownerReset: (url: string) =>
    `nobody is logged in any more, and the password is void. Become the owner anew, within the hour: ${url}`,
  ownerMade: (name: string) => `${name} is the owner now`,
  ownerExists: {
    message: 'there is an owner already',
    remedy: 'Forgotten the password? everthread owner reset.',
  },
  ownerPassword: (shortest: number) => `Password, at least ${shortest} characters (not shown):`,
  ownerPasswordShape: (shortest: number, longest: number) =>
    `a password has ${shortest} to ${longest} characters`,
  ownerMissing: {
    message: 'nobody owns this service yet, so beyond this machine it answers /healthz alone',
    remedy: 'Make the owner (everthread owner create NAME), then start serve again.',
  },
  removed: (name: string) => `${name} and its tokens are removed`,
  removedPosts: (posts: number) => `posts that went with it: ${posts}`,
  stays: 'What stays:',
  stillHolds: (path: string, key: string) => `${path} (${key}) still holds the token`,
  copyHolds: (path: string) => `${path}: a copy of the store, with the token encrypted in it`,
  cannotListen: (host: string, port: number) => ({
    message: `serve cannot listen on ${host}:${port}: another program has the port, or it is not yours to take`,
    remedy: 'Set EVERTHREAD_PORT to a free one.',
  }),
  stopped: 'stopped',
  keptAlready: (name: string) => `${by(name)}kept already`,
  currentStays: (name: string) => `${by(name)}the current token stays`,
  currentStaysWhy:
    'What was handed over is an earlier token of this account, and the current one works. To go back to it: everthread rollback.',
  connected: (name: string) => `${by(name)}logged in, and kept from now on`,
  notTaken: (name: string) => `${by(name)}not taken over`,
  exchangedFirst: 'The token was short-lived. It has been exchanged for one of 60 days.',
  switched: (path: string, before: string) =>
    `${path} was ${before}'s until now. That account stays in the data folder and is no longer written to this file.`,
  unwritten: (path: string) => `The token is safe in the data folder, but ${path} does not hold it.`,
  unwrittenRemedy: 'When the cause is gone: everthread renew --env FILE.',
  inputNotToken: 'What came on standard input is no token.',
  inputEmpty: 'There was no token on standard input.',
  inputRemedy: 'Hand over the token alone, on one line.',
  longAlready: (name: string) => `${by(name)}long-lived already, so there is nothing to exchange`,
  longAlreadyMessage: 'The token is long-lived already, so there is nothing to exchange.',
  exchangeNowhere: 'there is no place for the new token: no file was named, and there is no data folder',
  exchangeNowhereRemedy:
    'Name the file with --env, print the token with --print, or take it over with everthread adopt --token -.',
  printed: 'The new token is on standard output and nowhere else.',
  askAppId: 'Threads app ID (developers.facebook.com/apps, App settings, Basic):',
  askAppSecret: 'Threads app secret (it is not shown while you type):',
  appMissing: (names: string) => `connect needs ${names}`,
  appMissingRemedy:
    "Set it in the environment or in the .env file. Both are in Meta's dashboard under App settings, Basic: take the Threads app's, not the Meta app's.",
  appIdShape: 'THREADS_APP_ID is no app ID: it consists of digits',
  redirectShape: (given: string) =>
    `--redirect-uri must be an https address without a fragment (http on loopback only), and is ${given}`,
  codeUsed: "Meta does not accept the login's code: it was used already, or is older than an hour.",
  codeUsedRemedy: 'Run everthread connect again.',
  loginLost: 'The login succeeded, but the token could not be fetched.',
  loginGivenUp: 'the login was given up',
  alreadyCurrent: (name: string, number: number) =>
    `${by(name)}generation #${number} is the current one already`,
  rolledBackTo: (name: string, from: number, number: number) =>
    `${by(name)}the token of generation #${from} is current again, as generation #${number}`,
  generationDead: (number: number, why: string) => `#${number}: ${why}`,
  rollbackUnclear: 'nobody could be asked whether the earlier tokens still work',
  rollbackUnclearRemedy: 'Nothing was changed. Try again later.',
  inDataFolder: (folder: string) =>
    `It is kept in ${folder}, and written to no file: for that, name one with --env.`,
  otherPlaces: (paths: string) => `The account's other files get it too: ${paths}.`,
}

/** Whose token it is goes first, where that is known. */
function by(name: string): string {
  return name === '' ? '' : `${name}: `
}

export type CliWords = typeof en
