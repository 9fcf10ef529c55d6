/** The token of a file that must hold one, and what is said where it does not. */
import type { Secret } from '@everthread/client'
import { readEnvText } from '../sinks/env-file-sink.ts'
import type { CommandContext } from './command-context.ts'
import { CommandError } from './command-error.ts'
import { EXIT } from './exit-code.ts'
import { sentenceFor } from './sentence.ts'
import type { EnvPlace } from './token-source.ts'

/** Throws `EnvFileError` where the file cannot be read, {@link tokenAbsent} where it has no token. */
export function requireToken(context: CommandContext, place: EnvPlace): Secret {
  const content = readEnvText(place)
  if (content.kind === 'token') return content.token
  throw tokenAbsent(context, content.kind, place)
}

/** `empty`: the key is there, without a value. */
export function tokenAbsent(
  context: CommandContext,
  kind: 'empty' | 'missing',
  place: EnvPlace,
): CommandError {
  const reason = kind === 'empty' ? 'token-empty' : 'token-missing'
  const { message, remedy } = sentenceFor(context, reason, place)
  return new CommandError(reason, message, {
    exitCode: EXIT.needsPerson,
    ...(remedy !== undefined && { remedy }),
  })
}
