/** What `doctor` says, in English. `words.ru.ts` has the same shape. */
import { PLACES } from '../words/places.ts'
import { fileWordsEn } from './file-words.en.ts'
import type { Keeper, Origin } from './gathered.ts'
import { type DoctorWords, mebibytes, nameOf } from './words.ts'

const ORIGINS: Record<Origin, string> = {
  environment: 'from the environment',
  'env-file': 'from the .env file',
  settings: 'from the data folder',
}

const SETTLE = 'The next round settles it: `everthread renew`, or a running `run` or `serve`.'
const APP_SETTINGS =
  'Take the Threads app ID and the Threads app secret from Meta’s dashboard (App settings → Basic). Those of the Meta app, further up on that page, are others.'

export const doctorEn: DoctorWords = {
  groups: {
    computer: 'This computer',
    network: 'Network',
    file: 'The .env file',
    app: 'Your app at Meta',
    token: 'Token',
    data: 'Data folder',
    keepers: 'Who keeps the token',
  },
  levels: { note: 'note', warning: 'warning', problem: 'problem' },
  summary: ({ problems, warnings }) =>
    problems + warnings === 0 ? 'Nothing is wrong.' : `Problems: ${problems}. Warnings: ${warnings}.`,

  findings: {
    ...fileWordsEn,

    'node-ok': ({ version }) => ({ message: `Node.js ${version}.` }),
    'node-too-old': ({ version, oldest }) => ({
      message: `Node.js ${version} is too old for Everthread.`,
      remedy: `Install Node.js ${oldest} or newer: https://nodejs.org.`,
    }),
    'sqlite-too-old': ({ version }) => ({
      message: `This Node.js brings SQLite ${version}, in which two processes can damage a database.`,
      remedy: 'Update Node.js.',
    }),
    'space-enough': () => ({ message: 'There is room on the disk.' }),
    'space-low': ({ path, freeBytes }) => ({
      message: `The disk of ${path} is nearly full: ${mebibytes(freeBytes)} MiB are left.`,
      remedy: 'Make room. On a full disk Everthread renews nothing, lest the new token be lost.',
    }),
    'clock-right': () => ({ message: 'The clock agrees with Meta’s.' }),
    'clock-skewed': ({ behindMs }, { format }) => ({
      message: `The clock of this computer is ${format.duration(behindMs)} ${behindMs > 0 ? 'slow' : 'fast'}. Everthread goes by Meta’s.`,
      remedy: 'Let the computer set its clock from the network (NTP).',
    }),
    'clock-of-sandbox': ({ behindMs }, { format }) => ({
      message: `The clock of the sandbox is ${format.duration(behindMs)} ${behindMs > 0 ? 'ahead' : 'behind'}. Everthread goes by it.`,
    }),

    'proxy-set': ({ variable, value }) => ({ message: `${variable} sends calls through ${value}.` }),
    'proxy-invalid': ({ variable }) => ({
      message: `${variable} holds no proxy that can be used.`,
      remedy: 'It must begin with http:// or https:// (SOCKS is not possible), or be unset.',
    }),
    'proxy-ignored': ({ version, oldest }) => ({
      message: `A proxy is set, and Node.js ${version} passes it by.`,
      remedy: `Install Node.js ${oldest} or newer.`,
    }),
    'certificates-used': ({ path }) => ({
      message: `NODE_EXTRA_CA_CERTS: the certificates in ${path} are trusted too.`,
    }),
    'certificates-missing': ({ path }) => ({
      message: `NODE_EXTRA_CA_CERTS names ${path}, which cannot be read. Node.js goes on without it.`,
      remedy: 'Correct the path or the permissions, or unset the variable.',
    }),
    'api-elsewhere': ({ url }) => ({ message: `Calls go to ${url}, not to Meta.` }),
    'api-reached': ({ host }) => ({ message: `${host} answers.` }),
    'api-name-unknown': ({ host }) => ({
      message: `The name ${host} cannot be resolved.`,
      remedy: 'Look at the connection and at DNS; behind a company proxy, set HTTPS_PROXY.',
    }),
    'api-no-connection': ({ host, code }) => ({
      message: `No connection to ${host}${code === undefined ? '' : ` (${code})`}.`,
      remedy: 'Look at the connection, the firewall, and the proxy if one is set.',
    }),
    'api-timeout': ({ host }) => ({
      message: `${host} gave no answer in time.`,
      remedy: 'Try again; if it lasts, look at the firewall and the proxy.',
    }),
    'api-certificate-refused': ({ host, code }) => ({
      message: `The certificate of ${host} is not trusted${code === undefined ? '' : ` (${code})`}: somebody may be reading along. Nothing was sent.`,
      remedy:
        'If a company proxy opens the connections on purpose, set NODE_EXTRA_CA_CERTS to its certificate. Also look at the date of this computer.',
    }),
    'api-tls-failed': ({ host, code }) => ({
      message: `No encrypted connection to ${host}${code === undefined ? '' : ` (${code})`}: what answers there does not speak TLS as it should.`,
      remedy: 'Look at the proxy, the firewall and, if it was set, at THREADS_API_BASE_URL.',
    }),
    'api-proxy-refused': ({ host, status }) => ({
      message:
        status === undefined
          ? `The proxy on the way to ${host} does not answer.`
          : `The proxy does not let calls to ${host} through (status ${status}).`,
      remedy:
        status === 407
          ? 'It wants a user name and a password: HTTPS_PROXY=http://user:password@host:port.'
          : 'Look at HTTPS_PROXY, or let the proxy’s administrator allow the host.',
    }),
    'api-answer-foreign': ({ host }) => ({
      message: `Somebody else answers in the place of ${host}: a proxy, or the sign-in page of a Wi-Fi network.`,
      remedy: 'Sign in to the network with a browser, or look at the proxy.',
    }),
    'api-in-trouble': ({ host }) => ({
      message: `${host} answers with an error of its own.`,
      remedy: 'Wait. Everthread tries again by itself.',
    }),
    'api-rate-limited': ({ host }) => ({
      message: `${host} takes no more calls for now.`,
      remedy: 'Wait an hour; if other programs use the same app, let them call less often.',
    }),
    'media-reached': ({ url }) => ({ message: `Meta can fetch pictures and videos from ${url}.` }),
    'media-unreached': ({ url }) => ({
      message: `Meta cannot fetch pictures and videos from ${url}.`,
      remedy:
        '`everthread serve` must be running behind that address, and nothing before it may keep robots away: tunnels and protection from bots do. Or keep media in a bucket (EVERTHREAD_S3_BUCKET).',
    }),
    'media-untold': ({ url }) => ({
      message: `Whether Meta can fetch pictures and videos from ${url} could not be found out: that takes one account whose token works.`,
    }),

    'app-id-missing': () => ({
      message: 'THREADS_APP_ID is not set. Only `everthread connect` needs it.',
    }),
    'app-id-malformed': ({ origin }) => ({
      message: `THREADS_APP_ID (${ORIGINS[origin]}) is no app id: that is a number of 15 to 17 digits.`,
      remedy: APP_SETTINGS,
    }),
    'app-id-well-formed': ({ origin }) => ({
      message: `THREADS_APP_ID (${ORIGINS[origin]}) has the form of an app id. That it is the Threads app’s and not the Meta app’s shows only together with the secret.`,
    }),
    'app-secret-missing': () => ({
      message: 'THREADS_APP_SECRET is not set. Only logging in and exchanging a short-lived token need it.',
    }),
    'app-secret-malformed': ({ origin, length }) => ({
      message: `THREADS_APP_SECRET (${ORIGINS[origin]}) is no app secret: that has 32 characters of 0–9 and a–f, and this has ${length} characters.`,
      remedy: APP_SETTINGS,
    }),
    'app-secret-well-formed': ({ origin }) => ({
      message: `THREADS_APP_SECRET (${ORIGINS[origin]}) has the form of an app secret.`,
    }),
    'app-pair-right': () => ({ message: 'Meta accepts THREADS_APP_ID with THREADS_APP_SECRET.' }),
    'app-pair-wrong': () => ({
      message: 'Meta does not accept THREADS_APP_ID with THREADS_APP_SECRET.',
      remedy: `Both must be of the Threads app. ${APP_SETTINGS}`,
      url: PLACES.metaApps,
    }),

    'token-none': ({ key }, { reason }) => reason('token-missing', { key }),
    'token-from-environment': ({ key }) => ({ message: `${key} is taken from the environment.` }),
    'token-of-another-network': ({ network }) => ({
      message: `This token is of ${network === 'facebook' ? 'Facebook' : 'Instagram'}, by the way it begins. It does not work on Threads, and was not sent.`,
      remedy: 'Log in: `everthread connect`. Or copy a token from the Threads app in Meta’s dashboard.',
    }),
    'token-alive': ({ account, fingerprint, expiry }, { format }) => ({
      message: `${nameOf(account)}: Meta accepts the token ${fingerprint}${expiry.kind === 'at' ? `, until ${format.instant(expiry.at)}` : ''}${expiry.kind === 'never' ? '; it never expires' : ''}.`,
    }),
    'token-dead': ({ reason }, telling) => telling.reason(reason),
    'token-not-a-tester': (_, { reason }) => reason('not-a-tester'),
    'token-suspect': ({ reason }, telling) => telling.reason(reason),
    'token-unanswered': ({ reason }, telling) => telling.reason(reason),
    'token-lifetime-unknown': (_, { reason }) => reason('lifetime-unknown'),
    'token-short-lived': () => ({
      message: 'This is a short-lived token: it dies within the hour.',
      remedy: 'Run `everthread renew` (or `exchange`) now: it becomes one of 60 days.',
    }),
    'token-short-lived-no-secret': (_, { reason }) => reason('short-lived-no-secret'),
    'token-renewal-due': ({ expiresAt }, { reason }) => reason('due', { expiresAt }),
    'token-expires-soon': ({ expiresAt }, { format, now }) => ({
      message: `The token expires ${format.relative(expiresAt - now)}, and nobody has renewed it.`,
      remedy: 'Run `everthread renew` now, and let `everthread serve`, `run` or cron do it from then on.',
    }),
    'token-scopes-missing': ({ missing }, { reason }) => reason('scope-missing', { missing }),
    'token-of-another-user': ({ expected, actual }) => ({
      message: `The token in the file is ${nameOf(actual)}’s, and the file was adopted for ${nameOf(expected)}.`,
      remedy:
        'If the account is to change, say so: `everthread adopt --switch-account`. Otherwise put the right token back.',
    }),
    'grant-ends-soon': ({ endsAt }, { format, now }) => ({
      message: `The access that the account granted to the app ends ${format.relative(endsAt - now)}: Meta limits it to 90 days, and for a private profile a renewal does not prolong it.`,
      remedy: 'Log in again before that: `everthread connect`.',
    }),
    'grant-ended': ({ endsAt }, { reason }) => reason('data-access-expired', { dataAccessExpiresAt: endsAt }),

    'data-none': ({ folder }) => ({
      message: `There is no data folder (${folder}). None is needed for one .env; with one, Everthread keeps former tokens.`,
    }),
    'data-named-empty': ({ folder }) => ({
      message: `The data folder that was named, ${folder}, has no store in it.`,
      remedy: 'Look at --data and EVERTHREAD_DATA, or make one: `everthread adopt`.',
    }),
    'store-sound': ({ file }) => ({ message: `The store ${file} is sound.` }),
    'store-damaged': ({ file, backup }) => ({
      message: `The store ${file} is damaged, or is no store. The token in your .env is untouched.`,
      remedy:
        backup === undefined
          ? 'There is no backup. Put the file aside and adopt the token anew: `everthread adopt`.'
          : `Stop Everthread and put the newest backup in its place: ${backup}.`,
    }),
    'store-newer': ({ file, found, known }) => ({
      message: `The store ${file} was written by a newer version (schema ${found}, this one knows ${known}).`,
      remedy: 'Update Everthread.',
    }),
    'store-older': ({ file, found, known }) => ({
      message: `The store ${file} has schema ${found}. The next start brings it to ${known}, after a backup.`,
    }),
    'store-foreign': ({ file }) => ({
      message: `${file} is a database of another program, or empty.`,
      remedy: 'Name another data folder: --data or EVERTHREAD_DATA.',
    }),
    'store-unreadable': ({ file }) => ({
      message: `The store ${file} cannot be opened.`,
      remedy: 'Look at the owner and the permissions of the file and its folder.',
    }),
    'store-busy': ({ file }) => ({
      message: `The store ${file} has been in use by another process for too long.`,
      remedy: 'Try again; if it lasts, end the process that holds it.',
    }),
    'store-failing': ({ file }) => ({
      message: `The store ${file} cannot be read: the disk is full, read-only, or reports an error.`,
      remedy: 'Look at the disk.',
    }),
    'key-right': () => ({ message: 'The encryption key fits.' }),
    'key-wrong': (_, { reason }) => reason('wrong-key'),
    'key-missing': ({ path }) => ({
      message: `There is no encryption key: neither EVERTHREAD_KEY nor ${path}. The stored tokens cannot be read.`,
      remedy: 'Bring back the key that they were encrypted with. If it is lost: `everthread adopt`.',
    }),
    'key-malformed': () => ({
      message: 'What should be the encryption key is none: 32 bytes in base64 are needed, 44 characters.',
      remedy: 'Bring back the right one, in EVERTHREAD_KEY or in the key file of the data folder.',
    }),
    'key-unreadable': ({ path }) => ({
      message: `The key file ${path} cannot be read.`,
      remedy: 'Look at its owner and permissions.',
    }),
    'key-open-to-others': ({ path }) => ({
      message: `Other users of this computer can read the key file ${path}.`,
      remedy: 'chmod 600 it.',
    }),
    'account-renewal-unfinished': ({ account }) => ({
      message: `${nameOf(account)}: a renewal is going on at this moment, or was cut off.`,
      remedy: SETTLE,
    }),
    'account-needs-person': ({ account, reason }, telling) => {
      const { message, ...rest } = telling.reason(reason)
      return { message: `${nameOf(account)}: ${message}`, ...rest }
    },
    'delivery-waiting': ({ account, path, key, reason }, telling) => {
      const { message, ...rest } = telling.reason(reason, { path, key })
      return {
        message: `${nameOf(account)}: ${path} does not hold the current token yet. ${message}`,
        ...rest,
      }
    },

    'keeper-found': ({ keeper }) => ({ message: `The token is kept by ${keeperName(keeper)}.` }),
    'keepers-several': ({ keepers }, { format }) => ({
      message: `Several keepers look after the same token: ${format.list(keepers.map(keeperName))}.`,
      remedy: 'They wait for each other and lose nothing, but one is enough: stop the others.',
    }),
    'keeper-none': () => ({
      message:
        'No service, no `everthread run` and no line of cron was found that keeps this token (timers of systemd and CI jobs cannot be seen from here).',
    }),
    'lock-held': ({ path }) => ({
      message: `Another Everthread process is at work on ${path} at this moment.`,
      remedy: 'If that is still so in a minute, the process hangs: end it.',
    }),
    'lock-folder-foreign': ({ folder }) => ({
      message: `${folder}, where the locks lie, belongs to somebody else or can be written to by others. It is not used.`,
      remedy: 'Remove it; Everthread makes it anew.',
    }),
  },
}

function keeperName(keeper: Keeper): string {
  switch (keeper.kind) {
    case 'service':
      return `a service (pid ${keeper.pid})`
    case 'command':
      return `everthread ${keeper.command} (pid ${keeper.pid})`
    case 'cron':
      return `cron (${keeper.where}, line ${keeper.line})`
    default:
      return keeper satisfies never
  }
}
