/** Every setting, as operators read it: the table of `docs/configuration.md` is rendered from this one. */
import type { EnvName } from './env.ts'

export interface ConfigEntry {
  readonly names: readonly [EnvName, ...EnvName[]]
  readonly meaning: string
  /** As Markdown. */
  readonly default: string
  /** Never quoted, logged or shown; a fingerprint at most. */
  readonly kind: 'plain' | 'secret'
}

export const CONFIG_TABLE: readonly ConfigEntry[] = [
  plain(
    'EVERTHREAD_DATA',
    'The data folder: store, key, backups',
    '`~/.local/share/everthread`, or under `XDG_DATA_HOME`; `~/Library/Application Support/everthread` (macOS); `%LOCALAPPDATA%\\everthread` (Windows)',
  ),
  {
    names: ['EVERTHREAD_DATABASE_URL'],
    meaning:
      '`postgres://USER:PASSWORD@HOST/DATABASE`: the store of several nodes, in the schema `everthread`. Needs `EVERTHREAD_KEY`',
    default: 'none: SQLite in the data folder',
    kind: 'secret',
  },
  {
    names: ['EVERTHREAD_KEY'],
    meaning:
      '32 bytes in base64 that encrypt the tokens; several, separated by commas, to rotate: the first encrypts',
    default: 'a key file, born 0600 in the data folder',
    kind: 'secret',
  },
  plain('EVERTHREAD_HOST', 'The address on which `serve` listens', '`127.0.0.1`'),
  plain('EVERTHREAD_PORT', 'The port on which `serve` listens', '`4280`'),
  plain(
    'EVERTHREAD_PUBLIC_URL',
    'The address under which the internet reaches `serve`: Meta fetches media from it; `http:` on loopback only',
    'none: media need a bucket',
  ),
  plain(
    'EVERTHREAD_ALLOWED_HOSTS',
    'Hosts of a private network that URLs of users may reach, separated by commas, with or without a port',
    'none',
  ),
  plain('EVERTHREAD_S3_BUCKET', 'A bucket that keeps media instead of the data folder', 'none'),
  plain(
    'EVERTHREAD_S3_ENDPOINT',
    'The bucket’s service, if it is not Amazon’s; Meta must reach it',
    'Amazon’s, by the region',
  ),
  plain('EVERTHREAD_S3_REGION', 'The bucket’s region', '`us-east-1`'),
  plain('EVERTHREAD_S3_ACCESS_KEY_ID', 'Who may read and write it', 'none'),
  {
    names: ['EVERTHREAD_S3_SECRET_ACCESS_KEY'],
    meaning: 'The secret to that',
    default: 'none',
    kind: 'secret',
  },
  {
    names: ['GEMINI_API_KEY'],
    meaning: 'Google’s key for drafts. From the environment, else the settings',
    default: 'none',
    kind: 'secret',
  },
  plain(
    'EVERTHREAD_AI_URL',
    'An OpenAI-compatible endpoint that writes drafts instead of Gemini, such as a model on this machine (`http://127.0.0.1:11434/v1`); `http:` on loopback only',
    'none',
  ),
  plain(
    'EVERTHREAD_AI_MODEL',
    'The model that writes drafts; must be named for an endpoint of one’s own',
    '`gemini-3.8-flash`',
  ),
  {
    names: ['EVERTHREAD_AI_KEY'],
    meaning: 'The key of that endpoint',
    default: 'none',
    kind: 'secret',
  },
  plain(
    'EVERTHREAD_LOG',
    '`json`: `serve` also writes its log to standard output, one JSON object a line; what it tells people stays on standard error',
    '`none`',
  ),
  plain('EVERTHREAD_LANG', '`en` or `ru`', 'the locale’s (`LC_ALL`, `LC_MESSAGES`, `LANG`)'),
  {
    names: ['THREADS_ACCESS_TOKEN'],
    meaning: 'The token. From the environment, else the `--env` file',
    default: 'none',
    kind: 'secret',
  },
  plain(
    'THREADS_APP_ID',
    'The Threads app id (not the Meta app id). From the environment, else the `--env` file, else the settings',
    'none',
  ),
  {
    names: ['THREADS_APP_SECRET'],
    meaning:
      'The Threads app secret: exchanges short-lived tokens. From the environment, else the `--env` file, else the settings',
    default: 'none',
    kind: 'secret',
  },
  plain('THREADS_API_BASE_URL', 'The API; `http:` on loopback only', '`https://graph.threads.net`'),
  plain(
    'THREADS_AUTHORIZE_URL',
    'The login window; `http:` on loopback only',
    '`https://www.threads.com/oauth/authorize`; with another base URL that base + `/oauth/authorize`',
  ),
  {
    names: ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'https_proxy', 'http_proxy', 'no_proxy'],
    meaning: 'The proxy for every call, and the hosts that need none',
    default: 'none',
    kind: 'plain',
  },
  plain('NODE_EXTRA_CA_CERTS', 'Node’s own: a file of certificates to trust besides the usual', 'none'),
  plain('CI', 'Set on runners that vanish: `renew` then refuses to keep a token only there', 'none'),
  {
    names: ['NO_COLOR', 'FORCE_COLOR'],
    meaning: 'Colour never, or also where the output is no terminal',
    default: 'colour on a terminal',
    kind: 'plain',
  },
]

/** The table as Markdown, with its last newline. */
export function configTableMarkdown(): string {
  const rows = CONFIG_TABLE.map((entry) => {
    const names = entry.names.map((name) => `\`${name}\``).join(', ')
    return `| ${names} | ${entry.meaning} | ${entry.default} | ${entry.kind === 'secret' ? 'yes' : ''} |`
  })
  return `${['| Name | Meaning | Default | Secret |', '|---|---|---|---|', ...rows].join('\n')}\n`
}

function plain(name: EnvName, meaning: string, byDefault: string): ConfigEntry {
  return { names: [name], meaning, default: byDefault, kind: 'plain' }
}
