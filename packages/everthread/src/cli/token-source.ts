/**
 * Where a command finds the token and the app secret: from what the person named, else the environment, else `./.env`,
 * else the data folder (DESIGN §3). The origin is kept, so that it can be told.
 */
import { resolve } from 'node:path'
import type { Secret } from '@everthread/client'
import { secretOf } from '../config/secrets.ts'
import type { Installation } from '../service/installation.ts'
import { storedSecret } from '../service/secret-settings.ts'
import { EnvFileError } from '../env-file/env-file-error.ts'
import { envFileExists, readEnvText } from '../sinks/env-file-sink.ts'
import type { ReadableContent } from '../sinks/token-sink.ts'
import type { CommandContext } from './command-context.ts'
import { usageError } from './command-error.ts'

export const DEFAULT_KEY = 'THREADS_ACCESS_TOKEN'
export const DEFAULT_ENV_FILE = '.env'

export interface EnvOptions {
  readonly env?: string
  readonly key?: string
}

export interface EnvPlace {
  /** Absolute, links not followed. */
  readonly path: string
  readonly key: string
}

export type TokenSource =
  | { readonly kind: 'file'; readonly place: EnvPlace; readonly content: ReadableContent }
  | { readonly kind: 'environment'; readonly key: string; readonly token: Secret }
  | { readonly kind: 'none'; readonly place: EnvPlace }

export function envPlace({ cwd, words }: CommandContext, { env, key = DEFAULT_KEY }: EnvOptions): EnvPlace {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(key)) throw usageError(words.keyShape(key))
  return { path: resolve(cwd, env ?? DEFAULT_ENV_FILE), key }
}

/** Throws `EnvFileError` where the file that was named cannot be read. */
export function findToken(context: CommandContext, options: EnvOptions): TokenSource {
  const place = envPlace(context, options)
  if (options.env === undefined) {
    const token = secretOf(context.environment.inherited[place.key])
    if (token) return { kind: 'environment', key: place.key, token }
    if (!envFileExists(place.path)) return { kind: 'none', place }
  }
  return { kind: 'file', place, content: readEnvText(place) }
}

/** Is the key set in the environment to something else than the file holds? Then most programs ignore the file. */
export function isShadowed(
  { environment }: CommandContext,
  { key }: EnvPlace,
  held: Secret | undefined,
): boolean {
  const inherited = environment.inherited[key]
  return (
    inherited !== undefined && inherited !== '' && held !== undefined && inherited.trim() !== held.reveal()
  )
}

export async function findAppSecret(
  { raw }: CommandContext,
  place: EnvPlace | undefined,
  installation: Installation | undefined,
): Promise<Secret | undefined> {
  return (
    secretOf(raw.THREADS_APP_SECRET) ??
    (place && fromFile(place, 'THREADS_APP_SECRET')) ??
    (installation && (await storedSecret(installation, 'app_secret')))
  )
}

export function findAppId({ raw }: CommandContext, place: EnvPlace | undefined): string | undefined {
  return raw.THREADS_APP_ID ?? (place && fromFile(place, 'THREADS_APP_ID')?.reveal())
}

/** Best effort: a file that cannot be read is told by whoever needs the token in it. */
function fromFile({ path }: EnvPlace, key: string): Secret | undefined {
  try {
    if (!envFileExists(path)) return undefined
    const content = readEnvText({ path, key })
    return content.kind === 'token' ? content.token : undefined
  } catch (error) {
    if (error instanceof EnvFileError) return undefined
    throw error
  }
}

/** The token in a file, where there is one to be read: for those who can do without. */
export function readableToken({ path, key }: EnvPlace): Secret | undefined {
  return fromFile({ path, key }, key)
}
