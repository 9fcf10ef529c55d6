/**
 * What `doctor` can find: a closed list of codes, each with its place in the report, its weight, and the facts that are
 * told with it. The codes are a contract (`everthread/doctor@1`); what they say to a person stands in `words.en.ts` and
 * `words.ru.ts`. No fact is a secret.
 *
 * | level | what it means | exit code |
 * |---|---|---|
 * | `ok` | looked at, and well | 0 |
 * | `note` | worth knowing, nothing to do | 0 |
 * | `warning` | works today, and may cost a token or a secret one day | 0 |
 * | `problem` | does not work | that of `FINDINGS`; of several, 3 before 1 before 4 |
 */
import type { EnvProblemKind } from '../env-file/env-problems.ts'
import type { EnvReader } from '../env-file/env-syntax.ts'
import type { Expiry } from '../keeper/facts.ts'
import type { Reason } from '../keeper/reasons.ts'
import type { Millis } from '../time/clock.ts'
import type { AccountName, Keeper, Origin } from './gathered.ts'

export type Level = 'ok' | 'note' | 'warning' | 'problem'

/** The sections of the report, in their order. */
export const GROUPS = ['computer', 'network', 'file', 'app', 'token', 'data', 'keepers'] as const

export type Group = (typeof GROUPS)[number]

type Nothing = Readonly<Record<string, never>>
interface InFile {
  readonly path: string
}
interface OfHost {
  readonly host: string
}
interface AtUrl {
  readonly url: string
}
interface OfKey extends InFile {
  readonly key: string
}
interface OfStore {
  readonly file: string
}

export interface FindingFacts {
  'node-ok': { readonly version: string }
  'node-too-old': { readonly version: string; readonly oldest: string }
  'sqlite-too-old': { readonly version: string }
  'space-enough': Nothing
  'space-low': InFile & { readonly freeBytes: number }
  'clock-right': Nothing
  'clock-skewed': { readonly behindMs: number }
  'clock-of-sandbox': { readonly behindMs: number }

  'proxy-set': { readonly variable: string; readonly value: string }
  'proxy-invalid': { readonly variable: string }
  'proxy-ignored': { readonly version: string; readonly oldest: string }
  'certificates-used': InFile
  'certificates-missing': InFile
  'api-elsewhere': { readonly url: string }
  'api-reached': OfHost
  'api-name-unknown': OfHost
  'api-no-connection': OfHost & { readonly code: string | undefined }
  'api-timeout': OfHost
  'api-certificate-refused': OfHost & { readonly code: string | undefined }
  'api-tls-failed': OfHost & { readonly code: string | undefined }
  'api-proxy-refused': OfHost & { readonly status: number | undefined }
  'api-answer-foreign': OfHost
  'api-in-trouble': OfHost
  'api-rate-limited': OfHost
  'media-reached': AtUrl
  'media-unreached': AtUrl
  'media-untold': AtUrl

  'env-readable': InFile
  'env-none': InFile
  'env-missing': InFile
  'env-unreadable': InFile
  'env-is-folder': InFile
  'env-not-a-file': InFile
  'env-binary': InFile
  'env-too-large': InFile
  'env-failing': InFile
  'env-key-missing': OfKey
  'env-key-empty': OfKey
  'env-key-duplicate': OfKey & { readonly lines: readonly number[]; readonly counts: number }
  'env-value-broken': OfKey & { readonly line: number; readonly what: 'quote' | 'newline' | 'whitespace' }
  'env-line-unclear': InFile & {
    readonly line: number
    readonly what: EnvProblemKind
    readonly readers: readonly EnvReader[]
  }
  'env-shadowed': OfKey
  'env-untracked': InFile
  'env-tracked': InFile
  'env-not-ignored': InFile
  'env-private': InFile
  'env-open-to-others': InFile & { readonly mode: string }
  'env-replaceable': InFile
  'env-link': InFile & { readonly target: string }
  'env-mounted': InFile
  'env-many-names': InFile & { readonly names: number }
  'env-not-writable': InFile
  'env-folder-not-writable': { readonly folder: string }
  'env-renewal-unfinished': InFile & { readonly journal: string }
  'env-token-waiting': InFile & { readonly journal: string }
  'env-rewrite-unfinished': InFile

  'app-id-missing': Nothing
  'app-id-malformed': { readonly origin: Origin }
  'app-id-well-formed': { readonly origin: Origin }
  'app-secret-missing': Nothing
  'app-secret-malformed': { readonly origin: Origin; readonly length: number }
  'app-secret-well-formed': { readonly origin: Origin }
  'app-pair-right': Nothing
  'app-pair-wrong': Nothing

  'token-none': { readonly key: string }
  'token-from-environment': { readonly key: string }
  'token-of-another-network': { readonly network: 'facebook' | 'instagram' }
  'token-alive': { readonly account: AccountName; readonly fingerprint: string; readonly expiry: Expiry }
  'token-dead': { readonly reason: Reason }
  'token-not-a-tester': Nothing
  'token-suspect': { readonly reason: Reason }
  'token-unanswered': { readonly reason: Reason }
  'token-lifetime-unknown': Nothing
  'token-short-lived': Nothing
  'token-short-lived-no-secret': Nothing
  'token-renewal-due': { readonly expiresAt: Millis }
  'token-expires-soon': { readonly expiresAt: Millis }
  'token-scopes-missing': { readonly missing: readonly string[] }
  'token-of-another-user': { readonly expected: AccountName; readonly actual: AccountName }
  'grant-ends-soon': { readonly endsAt: Millis }
  'grant-ended': { readonly endsAt: Millis }

  'data-none': { readonly folder: string }
  'data-named-empty': { readonly folder: string }
  'store-sound': OfStore
  'store-damaged': OfStore & { readonly backup: string | undefined }
  'store-newer': OfStore & { readonly found: number; readonly known: number }
  'store-older': OfStore & { readonly found: number; readonly known: number }
  'store-foreign': OfStore
  'store-unreadable': OfStore
  'store-busy': OfStore
  'store-failing': OfStore
  'key-right': Nothing
  'key-wrong': Nothing
  'key-missing': InFile
  'key-malformed': Nothing
  'key-unreadable': InFile
  'key-open-to-others': InFile
  'account-renewal-unfinished': { readonly account: AccountName }
  'account-needs-person': { readonly account: AccountName; readonly reason: Reason }
  'delivery-waiting': OfKey & { readonly account: AccountName; readonly reason: Reason }

  'keeper-found': { readonly keeper: Keeper }
  'keepers-several': { readonly keepers: readonly Keeper[] }
  'keeper-none': Nothing
  'lock-held': InFile
  'lock-folder-foreign': { readonly folder: string }
}

export type FindingCode = keyof FindingFacts

export interface Finding<C extends FindingCode = FindingCode> {
  readonly code: C
  readonly level: Level
  readonly facts: FindingFacts[C]
}

/** How a problem ends the command: a name of `EXIT`. */
export type Ending = 'failed' | 'needsPerson' | 'transient'

type Weight =
  | { readonly group: Group; readonly level: Exclude<Level, 'problem'> }
  | { readonly group: Group; readonly level: 'problem'; readonly ending: Ending }

const ok = (group: Group): Weight => ({ group, level: 'ok' })
const note = (group: Group): Weight => ({ group, level: 'note' })
const warning = (group: Group): Weight => ({ group, level: 'warning' })
/** Wrong on this machine: exit code 1. */
const local = (group: Group): Weight => ({ group, level: 'problem', ending: 'failed' })
/** Only a person repairs it, at Meta's or in the file: exit code 3. */
const person = (group: Group): Weight => ({ group, level: 'problem', ending: 'needsPerson' })
/** May be gone the next time: exit code 4. */
const transient = (group: Group): Weight => ({ group, level: 'problem', ending: 'transient' })

export const FINDINGS: Readonly<Record<FindingCode, Weight>> = {
  'node-ok': ok('computer'),
  'node-too-old': local('computer'),
  'sqlite-too-old': local('computer'), // two connections could corrupt the store
  'space-enough': ok('computer'),
  'space-low': warning('computer'), // below 16 MiB where the `.env` or the data folder lies
  'clock-right': ok('computer'),
  'clock-skewed': warning('computer'), // more than five minutes from Meta's
  'clock-of-sandbox': note('computer'), // the same with an API on loopback, whose clock is turned on purpose

  'proxy-set': note('network'),
  'proxy-invalid': local('network'), // a value that is no http:// or https:// proxy
  'proxy-ignored': warning('network'), // a Node that passes the proxy by
  'certificates-used': note('network'), // NODE_EXTRA_CA_CERTS
  'certificates-missing': warning('network'), // it names a file that cannot be read
  'api-elsewhere': note('network'), // another base URL than Meta's
  'api-reached': ok('network'),
  'api-name-unknown': transient('network'),
  'api-no-connection': transient('network'),
  'api-timeout': transient('network'),
  'api-certificate-refused': transient('network'),
  'api-tls-failed': transient('network'), // what answers speaks no TLS, or another version
  'api-proxy-refused': transient('network'),
  'api-answer-foreign': transient('network'), // a portal or a proxy answers in Meta's place
  'api-in-trouble': transient('network'),
  'api-rate-limited': transient('network'),
  'media-reached': ok('network'), // Meta fetched a picture of ours from EVERTHREAD_PUBLIC_URL
  'media-unreached': local('network'),
  'media-untold': note('network'), // no account to ask Meta with, or no clear answer

  'env-readable': ok('file'),
  'env-none': note('file'), // no ./.env, and none was named
  'env-missing': local('file'), // the one that was named
  'env-unreadable': local('file'),
  'env-is-folder': local('file'),
  'env-not-a-file': local('file'),
  'env-binary': local('file'),
  'env-too-large': local('file'),
  'env-failing': local('file'), // the disk reports an error
  'env-key-missing': person('file'),
  'env-key-empty': person('file'),
  'env-key-duplicate': warning('file'),
  'env-value-broken': person('file'), // a quote, a line break or white space inside the token
  'env-line-unclear': warning('file'), // read differently by different programs
  'env-shadowed': warning('file'), // the environment has the key with another value
  'env-untracked': ok('file'),
  'env-tracked': warning('file'), // by git
  'env-not-ignored': warning('file'), // the next `git add .` takes it
  'env-private': ok('file'),
  'env-open-to-others': warning('file'), // wider than 0640
  'env-replaceable': ok('file'),
  'env-link': note('file'),
  'env-mounted': warning('file'), // a bind mount of the file itself: no rename over it
  'env-many-names': warning('file'), // hard links: a rename would part them
  'env-not-writable': local('file'),
  'env-folder-not-writable': local('file'),
  'env-renewal-unfinished': warning('file'), // a journal without a token in it
  'env-token-waiting': warning('file'), // a journal with a new token in it
  'env-rewrite-unfinished': warning('file'),

  'app-id-missing': note('app'),
  'app-id-malformed': local('app'),
  'app-id-well-formed': ok('app'),
  'app-secret-missing': note('app'),
  'app-secret-malformed': local('app'),
  'app-secret-well-formed': ok('app'),
  'app-pair-right': ok('app'), // Meta gave an app token for it
  'app-pair-wrong': person('app'),

  'token-none': person('token'),
  'token-from-environment': note('token'),
  'token-of-another-network': person('token'),
  'token-alive': ok('token'),
  'token-dead': person('token'),
  'token-not-a-tester': person('token'),
  'token-suspect': warning('token'), // refused for a reason that is not clear
  'token-unanswered': transient('token'),
  'token-lifetime-unknown': note('token'),
  'token-short-lived': warning('token'),
  'token-short-lived-no-secret': person('token'),
  'token-renewal-due': note('token'),
  'token-expires-soon': warning('token'), // the last twentieth of its life, and nobody has renewed it
  'token-scopes-missing': warning('token'),
  'token-of-another-user': person('token'), // than the account that was adopted with this file
  'grant-ends-soon': warning('token'), // Meta's second clock, within 14 days
  'grant-ended': person('token'),

  'data-none': note('data'),
  'data-named-empty': warning('data'), // --data or EVERTHREAD_DATA names a folder without a store
  'store-sound': ok('data'),
  'store-damaged': local('data'),
  'store-newer': local('data'),
  'store-older': note('data'),
  'store-foreign': local('data'),
  'store-unreadable': local('data'),
  'store-busy': transient('data'),
  'store-failing': local('data'),
  'key-right': ok('data'),
  'key-wrong': local('data'),
  'key-missing': local('data'),
  'key-malformed': local('data'),
  'key-unreadable': local('data'),
  'key-open-to-others': warning('data'),
  'account-renewal-unfinished': warning('data'),
  'account-needs-person': person('data'),
  'delivery-waiting': warning('data'), // a renewed token that a file does not hold yet

  'keeper-found': ok('keepers'),
  'keepers-several': warning('keepers'),
  'keeper-none': note('keepers'),
  'lock-held': note('keepers'),
  'lock-folder-foreign': local('keepers'), // others can write to the folder where the locks lie
}

export function found<C extends FindingCode>(code: C, facts: FindingFacts[C]): Finding<C> {
  return { code, level: FINDINGS[code].level, facts }
}
