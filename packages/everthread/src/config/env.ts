/**
 * The environment, read in one place: names to raw text, nothing interpreted. The only module that names `process.env`.
 * An empty variable counts as unset, as it does for a shell's `${NAME:-default}`.
 */

export const ENV_NAMES = [
  'EVERTHREAD_DATA',
  'EVERTHREAD_DATABASE_URL',
  'EVERTHREAD_KEY',
  'EVERTHREAD_HOST',
  'EVERTHREAD_PORT',
  'EVERTHREAD_PUBLIC_URL',
  'EVERTHREAD_ALLOWED_HOSTS',
  'EVERTHREAD_S3_BUCKET',
  'EVERTHREAD_S3_ENDPOINT',
  'EVERTHREAD_S3_REGION',
  'EVERTHREAD_S3_ACCESS_KEY_ID',
  'EVERTHREAD_S3_SECRET_ACCESS_KEY',
  'EVERTHREAD_AI_URL',
  'EVERTHREAD_AI_MODEL',
  'EVERTHREAD_AI_KEY',
  'GEMINI_API_KEY',
  'EVERTHREAD_LANG',
  'EVERTHREAD_LOG',
  'EVERTHREAD_CRASH_AT',
  'THREADS_ACCESS_TOKEN',
  'THREADS_APP_ID',
  'THREADS_APP_SECRET',
  'THREADS_API_BASE_URL',
  'THREADS_AUTHORIZE_URL',
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'NO_PROXY',
  'https_proxy',
  'http_proxy',
  'no_proxy',
  'NODE_EXTRA_CA_CERTS',
  'CI',
  'NO_COLOR',
  'FORCE_COLOR',
  'HOME',
  'USERPROFILE',
  'LOCALAPPDATA',
  'XDG_DATA_HOME',
  'XDG_RUNTIME_DIR',
  'LC_ALL',
  'LC_MESSAGES',
  'LANG',
] as const

export type EnvName = (typeof ENV_NAMES)[number]

export type RawEnv = Readonly<Partial<Record<EnvName, string>>>

export interface Environment {
  readonly raw: RawEnv
  /** Everything that was inherited: a supervised child gets it too. */
  readonly inherited: Readonly<Record<string, string | undefined>>
}

export function readEnvironment(): Environment {
  return environmentOf(process.env)
}

/** The same from any record: tests, and the demo's own child. */
export function environmentOf(inherited: Readonly<Record<string, string | undefined>>): Environment {
  const raw: Partial<Record<EnvName, string>> = {}
  for (const name of ENV_NAMES) {
    const value = inherited[name]
    if (value !== undefined && value !== '') raw[name] = value
  }
  return { raw, inherited: { ...inherited } }
}
