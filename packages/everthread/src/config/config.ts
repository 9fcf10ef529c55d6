/** Raw text to configuration, pure. What cannot be used is a `ConfigError`; `config-table.ts` says what each name means. */
import { type Language, LANGUAGES, isLanguage, pickLanguage } from '../words/language.ts'
import { isLoopbackHost } from '../net/loopback-host.ts'
import { ConfigError, quoted } from './config-error.ts'
import type { RawEnv } from './env.ts'
import { lockFolders } from '../env-file/lock-folders.ts'
import { dataFolder, type Place, runtimeFolder } from './folders.ts'

export { secretOf } from './secrets.ts'

export interface Config {
  readonly dataDir: string
  /** Was it named, or is it the platform's? A named one is used whether it exists or not. */
  readonly dataDirNamed: boolean
  readonly runtimeDir: string
  /** Every folder in which another process of this user may look for a lock. */
  readonly lockFolders: readonly string[]
  readonly host: string
  readonly port: number
  /** Without a slash at its end. */
  readonly publicUrl?: string
  readonly language: Language
  /** Without a slash at its end. */
  readonly apiBaseUrl: string
  readonly authorizeUrl: string
  readonly proxies: { readonly httpProxy?: string; readonly httpsProxy?: string; readonly noProxy?: string }
  readonly inCi: boolean
  readonly colour: { readonly noColor: boolean; readonly forceColor: boolean }
  readonly crashAt?: string
}

/** What the command line said, which wins over the environment. */
export interface ConfigFlags {
  readonly data?: string
  readonly lang?: string
  readonly apiUrl?: string
}

export const META_API_BASE_URL = 'https://graph.threads.net'
const META_AUTHORIZE_URL = 'https://www.threads.com/oauth/authorize'
const DEFAULT_HOST = '127.0.0.1'
const DEFAULT_PORT = 4280
const HIGHEST_PORT = 65_535

/** @throws {ConfigError} */
export function parseConfig(raw: RawEnv, place: Place, flags: ConfigFlags = {}): Config {
  refuseDatabase(raw)
  const apiBaseUrl = apiBaseUrlOf(raw, flags)
  return {
    dataDir: dataDirOf(raw, place, flags),
    dataDirNamed: flags.data !== undefined || raw.EVERTHREAD_DATA !== undefined,
    runtimeDir: runtimeFolder(place),
    lockFolders: lockFolders({ ...place, sessionDir: raw.XDG_RUNTIME_DIR }),
    host: hostOf(raw),
    port: portOf(raw),
    ...(raw.EVERTHREAD_PUBLIC_URL !== undefined && { publicUrl: publicUrlOf(raw.EVERTHREAD_PUBLIC_URL) }),
    language: languageOf(raw, flags),
    apiBaseUrl,
    authorizeUrl: authorizeUrlOf(raw, apiBaseUrl),
    proxies: proxiesOf(raw),
    inCi: raw.CI !== undefined && raw.CI !== 'false' && raw.CI !== '0',
    colour: {
      noColor: raw.NO_COLOR !== undefined,
      forceColor: raw.FORCE_COLOR !== undefined && raw.FORCE_COLOR !== '0',
    },
    ...(raw.EVERTHREAD_CRASH_AT !== undefined && { crashAt: raw.EVERTHREAD_CRASH_AT }),
  }
}

/** Is this the sandbox (or another stand-in on this machine), whose clock may be turned? */
export function isLoopbackApi({ apiBaseUrl }: Pick<Config, 'apiBaseUrl'>): boolean {
  return isLoopbackHost(new URL(apiBaseUrl).hostname)
}

/** Passing over it in silence would keep the tokens in another place than the operator thinks. */
function refuseDatabase(raw: RawEnv): void {
  if (raw.EVERTHREAD_DATABASE_URL === undefined) return
  throw new ConfigError(
    'EVERTHREAD_DATABASE_URL',
    'is set, and this version keeps its store in the data folder only (SQLite): unset it',
  )
}

function dataDirOf(raw: RawEnv, place: Place, { data }: ConfigFlags): string {
  if (data === '') throw new ConfigError('--data', 'must name a folder, and is empty')
  return data ?? dataFolder(raw, place)
}

function hostOf({ EVERTHREAD_HOST: host = DEFAULT_HOST }: RawEnv): string {
  if (/^[a-z\d](?:[a-z\d.-]*[a-z\d])?$/i.test(host)) return host
  // @NOTE Not `isIPv6` of node:net, whose first call costs 4 ms: `status` has 30 in all.
  if (/^[\da-f:.]+$/i.test(host) && URL.canParse(`http://[${host}]`)) return host
  throw new ConfigError(
    'EVERTHREAD_HOST',
    `must be an address or a host name such as 127.0.0.1, ::1 or localhost, without scheme and port, and is ${quoted(host)}`,
  )
}

function portOf({ EVERTHREAD_PORT: text }: RawEnv): number {
  if (text === undefined) return DEFAULT_PORT
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= HIGHEST_PORT) return port
  throw new ConfigError(
    'EVERTHREAD_PORT',
    `must be a number from 0 to ${HIGHEST_PORT}, and is ${quoted(text)}`,
  )
}

function languageOf(raw: RawEnv, { lang }: ConfigFlags): Language {
  const setting = lang === undefined ? 'EVERTHREAD_LANG' : '--lang'
  const wanted = lang ?? raw.EVERTHREAD_LANG
  if (wanted !== undefined && !isLanguage(wanted)) {
    throw new ConfigError(setting, `must be ${LANGUAGES.join(' or ')}, and is ${quoted(wanted)}`)
  }
  return pickLanguage(wanted, raw.LC_ALL ?? raw.LC_MESSAGES ?? raw.LANG)
}

function apiBaseUrlOf(raw: RawEnv, { apiUrl }: ConfigFlags): string {
  const setting = apiUrl === undefined ? 'THREADS_API_BASE_URL' : '--api-url'
  return withoutSlash(requireConfidential(setting, apiUrl ?? raw.THREADS_API_BASE_URL ?? META_API_BASE_URL))
}

function authorizeUrlOf(raw: RawEnv, apiBaseUrl: string): string {
  const wanted = raw.THREADS_AUTHORIZE_URL
  if (wanted !== undefined) return requireConfidential('THREADS_AUTHORIZE_URL', wanted)
  return new URL(apiBaseUrl).origin === META_API_BASE_URL
    ? META_AUTHORIZE_URL
    : `${apiBaseUrl}/oauth/authorize`
}

/** `http:` is well there: a phone on the same network has no other way to a machine without a certificate. */
function publicUrlOf(text: string): string {
  parseUrl('EVERTHREAD_PUBLIC_URL', text)
  return withoutSlash(text)
}

/** A token or a code travels to this URL. */
function requireConfidential(setting: string, text: string): string {
  const { protocol, hostname, host } = parseUrl(setting, text)
  if (protocol === 'http:' && !isLoopbackHost(hostname)) {
    throw new ConfigError(
      setting,
      `must begin with https: because a token would travel in the clear, and is http://${host} (http is allowed on loopback only)`,
    )
  }
  return text
}

function parseUrl(setting: string, text: string): URL {
  const url = URL.parse(text)
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new ConfigError(setting, `must be a URL such as https://example.com, and is ${quoted(text)}`)
  }
  const extra = url.username !== '' || url.password !== '' || /[?#]/.test(text)
  if (!extra) return url
  throw new ConfigError(
    setting,
    `must have no user name, no query and no fragment, and the one for ${url.host} has`,
  )
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}

/** Lower case wins, as it does for curl and Node. */
function proxiesOf(raw: RawEnv): Config['proxies'] {
  const httpProxy = raw.http_proxy ?? raw.HTTP_PROXY
  const httpsProxy = raw.https_proxy ?? raw.HTTPS_PROXY
  const noProxy = raw.no_proxy ?? raw.NO_PROXY
  return {
    ...(httpProxy !== undefined && { httpProxy }),
    ...(httpsProxy !== undefined && { httpsProxy }),
    ...(noProxy !== undefined && { noProxy }),
  }
}
