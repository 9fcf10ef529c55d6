/** Raw text to configuration, pure. What cannot be used is a `ConfigError`; `config-table.ts` says what each name means. */
import { Secret } from '@everthread/client'
import { type Language, isLanguage, pickLanguage } from '../words/language.ts'
import { isLoopbackHost } from '../net/loopback-host.ts'
import type { ProxyVariables } from '../net/proxy-agents.ts'
import type { ProxyVariable } from '../net/proxy-variable.ts'
import { ConfigError, givenFrom } from './config-error.ts'
import type { EnvName, RawEnv } from './env.ts'
import { lockFolders } from '../env-file/lock-folders.ts'
import { dataFolder, type Place, runtimeFolder } from './folders.ts'

export { secretOf } from './secrets.ts'

export interface Config {
  readonly dataDir: string
  /** Was it named, or is it the platform's? A named one is used whether it exists or not. */
  readonly dataDirNamed: boolean
  /** A PostgreSQL that several nodes share, instead of the file in the data folder. */
  readonly databaseUrl?: Secret
  readonly runtimeDir: string
  /** Every folder in which another process of this user may look for a lock. */
  readonly lockFolders: readonly string[]
  readonly host: string
  readonly port: number
  /** Under which the internet reaches `serve`. Without a slash at its end. */
  readonly publicUrl?: string
  /** Of a private network, that URLs of users may reach: `host` or `host:port`. */
  readonly allowedHosts: readonly string[]
  readonly language: Language
  readonly log: 'json' | 'none'
  /** Without a slash at its end. */
  readonly apiBaseUrl: string
  readonly authorizeUrl: string
  readonly proxies: ProxyVariables
  readonly inCi: boolean
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
  const apiBaseUrl = apiBaseUrlOf(raw, flags)
  const databaseUrl = databaseUrlOf(raw)
  return {
    dataDir: dataDirOf(raw, place, flags),
    dataDirNamed: flags.data !== undefined || raw.EVERTHREAD_DATA !== undefined,
    ...(databaseUrl && { databaseUrl }),
    runtimeDir: runtimeFolder(place),
    lockFolders: lockFolders({ ...place, sessionDir: raw.XDG_RUNTIME_DIR }),
    host: hostOf(raw),
    port: portOf(raw),
    ...publicUrlOf(raw),
    allowedHosts: allowedHostsOf(raw),
    language: languageOf(raw, flags),
    log: logOf(raw),
    apiBaseUrl,
    authorizeUrl: authorizeUrlOf(raw, apiBaseUrl),
    proxies: proxiesOf(raw),
    inCi: raw.CI !== undefined && raw.CI !== 'false' && raw.CI !== '0',
    ...(raw.EVERTHREAD_CRASH_AT !== undefined && { crashAt: raw.EVERTHREAD_CRASH_AT }),
  }
}

/** Is this the sandbox (or another stand-in on this machine), whose clock may be turned? */
export function isLoopbackApi({ apiBaseUrl }: Pick<Config, 'apiBaseUrl'>): boolean {
  return isLoopbackHost(new URL(apiBaseUrl).hostname)
}

/** It holds a password, so nothing of it is repeated. */
function databaseUrlOf({ EVERTHREAD_DATABASE_URL: text }: RawEnv): Secret | undefined {
  if (text === undefined) return undefined
  const url = URL.parse(text)
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol) || url.pathname.length < 2)
    throw new ConfigError('EVERTHREAD_DATABASE_URL', 'not-a-database-url')
  return new Secret(text)
}

function dataDirOf(raw: RawEnv, place: Place, { data }: ConfigFlags): string {
  if (data === '') throw new ConfigError('--data', 'folder-empty')
  return data ?? dataFolder(raw, place)
}

function hostOf({ EVERTHREAD_HOST: host = DEFAULT_HOST }: RawEnv): string {
  if (host.split('.').every((label) => HOST_LABEL.test(label))) return host
  // @NOTE Not `isIPv6` of node:net, whose first call costs 4 ms: `status` has 30 in all.
  if (/^[\da-f:.]+$/i.test(host) && URL.canParse(`http://[${host}]`)) return host
  throw new ConfigError('EVERTHREAD_HOST', 'not-a-host', givenFrom(host))
}

/** RFC 1123: at most 63 characters, so that a token that was put here is none. */
const HOST_LABEL = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i

function portOf({ EVERTHREAD_PORT: text }: RawEnv): number {
  if (text === undefined) return DEFAULT_PORT
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= HIGHEST_PORT) return port
  throw new ConfigError('EVERTHREAD_PORT', 'not-a-port', givenFrom(text))
}

function publicUrlOf({ EVERTHREAD_PUBLIC_URL: url }: RawEnv): Pick<Config, 'publicUrl'> {
  if (url === undefined) return {}
  return { publicUrl: withoutSlash(requireConfidential('EVERTHREAD_PUBLIC_URL', url)) }
}

function allowedHostsOf({ EVERTHREAD_ALLOWED_HOSTS: text }: RawEnv): readonly string[] {
  const hosts = (text ?? '').split(',').map((host) => host.trim().toLowerCase())
  const named = hosts.filter((host) => host !== '')
  if (named.every((host) => URL.parse(`x://${host}`)?.host === host)) return named
  throw new ConfigError('EVERTHREAD_ALLOWED_HOSTS', 'not-hosts', givenFrom(text ?? ''))
}

function languageOf(raw: RawEnv, { lang }: ConfigFlags): Language {
  const setting = lang === undefined ? 'EVERTHREAD_LANG' : '--lang'
  const wanted = lang ?? raw.EVERTHREAD_LANG
  if (wanted !== undefined && !isLanguage(wanted))
    throw new ConfigError(setting, 'not-a-language', givenFrom(wanted))
  return pickLanguage(wanted, raw.LC_ALL ?? raw.LC_MESSAGES ?? raw.LANG)
}

function logOf({ EVERTHREAD_LOG: text = 'none' }: RawEnv): Config['log'] {
  if (text === 'json' || text === 'none') return text
  throw new ConfigError('EVERTHREAD_LOG', 'not-a-log', givenFrom(text))
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

/** A token or a code travels to this URL. */
export function requireConfidential(setting: string, text: string): string {
  const { protocol, hostname, host } = parseUrl(setting, text)
  if (protocol === 'http:' && !isLoopbackHost(hostname)) {
    throw new ConfigError(setting, 'url-in-the-clear', { kind: 'shown', text: `http://${host}` })
  }
  return text
}

/** @throws {ConfigError} */
export function parseUrl(setting: string, text: string): URL {
  const url = URL.parse(text)
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new ConfigError(setting, 'not-a-url', givenFrom(text))
  }
  const extra = url.username !== '' || url.password !== '' || /[?#]/.test(text)
  if (!extra) return url
  throw new ConfigError(setting, 'url-with-extras', { kind: 'shown', text: url.host })
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}

/** Lower case wins, as it does for curl and Node. */
function proxiesOf(raw: RawEnv): ProxyVariables {
  const httpProxy = proxyIn(raw, ['http_proxy', 'HTTP_PROXY'])
  const httpsProxy = proxyIn(raw, ['https_proxy', 'HTTPS_PROXY'])
  const noProxy = raw.no_proxy ?? raw.NO_PROXY
  return {
    ...(httpProxy && { httpProxy }),
    ...(httpsProxy && { httpsProxy }),
    ...(noProxy !== undefined && { noProxy }),
  }
}

/** The first that is set. */
function proxyIn(raw: RawEnv, names: readonly EnvName[]): ProxyVariable | undefined {
  for (const name of names) {
    const value = raw[name]
    if (value !== undefined) return { name, value }
  }
  return undefined
}
