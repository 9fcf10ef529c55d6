/** Raw text to configuration, pure. The table below is the one in `docs/configuration.md`. */
import { Secret } from '@everthread/client'
import { type Language, LANGUAGES, isLanguage, pickLanguage } from '../words/language.ts'
import { ConfigError } from './config-error.ts'
import { type Place, dataFolder, runtimeFolder } from './folders.ts'
import type { RawEnv } from './env.ts'

export const CONFIG_TABLE = [
  {
    name: 'EVERTHREAD_DATA',
    meaning: 'The data folder: store, key, backups',
    default: 'the platform’s (`~/.local/share/everthread` on Linux)',
  },
  {
    name: 'EVERTHREAD_KEY',
    meaning:
      '32 bytes in base64 that encrypt the tokens; several, separated by commas, to rotate: the first encrypts',
    default: 'a key file, born 0600 in the data folder',
  },
  { name: 'EVERTHREAD_HOST', meaning: 'Where `serve` listens', default: '`127.0.0.1`' },
  { name: 'EVERTHREAD_PORT', meaning: 'Where `serve` listens', default: '`4280`' },
  { name: 'EVERTHREAD_LANG', meaning: '`en` or `ru`', default: 'the locale’s' },
  {
    name: 'THREADS_ACCESS_TOKEN',
    meaning: 'The token. From the environment, else from the `--env` file',
    default: 'none',
  },
  { name: 'THREADS_APP_ID', meaning: 'The Threads app id (not the Meta app id)', default: 'none' },
  {
    name: 'THREADS_APP_SECRET',
    meaning: 'The Threads app secret: exchanges short-lived tokens',
    default: 'none',
  },
  {
    name: 'THREADS_API_BASE_URL',
    meaning: 'The API; `http:` only on loopback',
    default: '`https://graph.threads.net`',
  },
  {
    name: 'THREADS_AUTHORIZE_URL',
    meaning: 'The login window',
    default:
      '`https://www.threads.com/oauth/authorize`; with another base URL that base + `/oauth/authorize`',
  },
  {
    name: 'HTTPS_PROXY, HTTP_PROXY, NO_PROXY',
    meaning: 'The proxy for every call; `NODE_EXTRA_CA_CERTS` is Node’s own',
    default: 'none',
  },
] as const

export interface Config {
  readonly dataDir: string
  /** Was it named, or is it the platform's? A named one is used whether it exists or not. */
  readonly dataDirNamed: boolean
  readonly runtimeDir: string
  readonly host: string
  readonly port: number
  readonly language: Language
  readonly apiBaseUrl: string
  readonly authorizeUrl: string
  readonly proxies: { readonly httpProxy?: string; readonly httpsProxy?: string; readonly noProxy?: string }
  readonly inCi: boolean
  readonly colour: { readonly noColor: boolean; readonly forceColor: boolean }
  readonly crashAt?: string
}

export const META_API_BASE_URL = 'https://graph.threads.net'
const META_AUTHORIZE_URL = 'https://www.threads.com/oauth/authorize'

/** What the command line said, which wins over the environment. */
export interface ConfigFlags {
  readonly data?: string
  readonly lang?: string
  readonly apiUrl?: string
}

export function parseConfig(raw: RawEnv, place: Place, flags: ConfigFlags = {}): Config {
  const apiBaseUrl = apiUrlOf(flags.apiUrl, raw)
  const httpProxy = raw.HTTP_PROXY ?? raw.http_proxy
  const httpsProxy = raw.HTTPS_PROXY ?? raw.https_proxy
  const noProxy = raw.NO_PROXY ?? raw.no_proxy
  return {
    dataDir: flags.data ?? dataFolder(raw, place),
    dataDirNamed: flags.data !== undefined || raw.EVERTHREAD_DATA !== undefined,
    runtimeDir: runtimeFolder(raw, place),
    host: raw.EVERTHREAD_HOST ?? '127.0.0.1',
    port: portOf(raw),
    language: languageOf(flags.lang, raw),
    apiBaseUrl,
    authorizeUrl: authorizeUrlOf(raw, apiBaseUrl),
    proxies: {
      ...(httpProxy !== undefined && { httpProxy }),
      ...(httpsProxy !== undefined && { httpsProxy }),
      ...(noProxy !== undefined && { noProxy }),
    },
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

/** A secret from raw text; surrounding white space is a copying mistake and never part of one. */
export function secretOf(text: string | undefined): Secret | undefined {
  const trimmed = text?.trim()
  return trimmed === undefined || trimmed === '' ? undefined : new Secret(trimmed)
}

function apiUrlOf(flag: string | undefined, raw: RawEnv): string {
  const setting = flag === undefined ? 'THREADS_API_BASE_URL' : '--api-url'
  return checkedUrl(setting, flag ?? raw.THREADS_API_BASE_URL ?? META_API_BASE_URL).replace(/\/+$/, '')
}

function authorizeUrlOf(raw: RawEnv, apiBaseUrl: string): string {
  const wanted = raw.THREADS_AUTHORIZE_URL
  if (wanted !== undefined) return checkedUrl('THREADS_AUTHORIZE_URL', wanted)
  return apiBaseUrl === META_API_BASE_URL ? META_AUTHORIZE_URL : `${apiBaseUrl}/oauth/authorize`
}

function checkedUrl(setting: string, text: string): string {
  const url = URL.parse(text)
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new ConfigError(setting, 'must be a URL such as https://graph.threads.net')
  }
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) {
    throw new ConfigError(
      setting,
      'must use https: a token would travel in the clear (http is allowed on loopback only)',
    )
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new ConfigError(setting, 'must have no user name, no query and no fragment')
  }
  return text
}

function isLoopbackHost(hostname: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname)
}

function portOf(raw: RawEnv): number {
  const port = Number(raw.EVERTHREAD_PORT ?? '4280')
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new ConfigError('EVERTHREAD_PORT', 'must be a number from 0 to 65535')
  }
  return port
}

function languageOf(flag: string | undefined, raw: RawEnv): Language {
  if (flag !== undefined && !isLanguage(flag))
    throw new ConfigError('--lang', `must be one of ${LANGUAGES.join(', ')}`)
  return flag ?? pickLanguage(raw.EVERTHREAD_LANG, raw.LC_ALL ?? raw.LC_MESSAGES ?? raw.LANG)
}
