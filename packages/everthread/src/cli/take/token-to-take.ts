/**
 * Which token is to be taken over, and where it is to live:
 *
 * | given | the token | its file |
 * |---|---|---|
 * | `--token -` | standard input | `--env`, else none |
 * | `--env FILE` | the file | the file |
 * | nothing | `./.env`, where it holds one | `./.env` |
 * | nothing | else the environment | none |
 */
import type { Secret } from '@everthread/client'
import { secretOf } from '../../config/config.ts'
import { envFileExists, readEnvText } from '../../sinks/env-file-sink.ts'
import type { ReadableContent } from '../../sinks/token-sink.ts'
import type { CommandContext } from '../command-context.ts'
import { tokenAbsent } from '../require-token.ts'
import { readTokenInput } from '../token-input.ts'
import { type EnvOptions, type EnvPlace, envPlace } from '../token-source.ts'
import { settleLeftover } from './target.ts'

export interface TokenToTake {
  readonly token: Secret
  readonly place?: EnvPlace
}

export interface TokenOptions extends EnvOptions {
  /** `-`: standard input. */
  readonly token?: string
}

/** Throws `CommandError` where there is none, `EnvFileError` where the file cannot be read. */
export async function tokenToTake(context: CommandContext, options: TokenOptions): Promise<TokenToTake> {
  const place = envPlace(context, options)
  if (options.token !== undefined) {
    const token = await readTokenInput(context)
    return { token, ...(options.env !== undefined && { place }) }
  }
  const content = await contentOf(context, place, options)
  if (content.kind === 'token') return { token: content.token, place }
  const inherited = secretOf(context.environment.inherited[place.key])
  if (inherited && options.env === undefined) return { token: inherited }
  throw tokenAbsent(context, content.kind, place)
}

async function contentOf(
  context: CommandContext,
  place: EnvPlace,
  { env }: TokenOptions,
): Promise<ReadableContent> {
  if (env === undefined && !envFileExists(place.path)) return { kind: 'missing' }
  // Before its folder is looked at for what was left there: a file that is not there is told as such.
  readEnvText(place)
  await settleLeftover(context, place)
  return readEnvText(place)
}
