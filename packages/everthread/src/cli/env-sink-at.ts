/** The `.env` that a command was told, as the keeper's place to read from and write to. */
import { createEnvSink, type EnvSinkOptions } from '../sinks/env-file-sink.ts'
import type { TokenSink } from '../sinks/token-sink.ts'
import type { CommandContext } from './command-context.ts'
import type { EnvPlace } from './token-source.ts'

export type IfMissing = NonNullable<EnvSinkOptions['ifMissing']>

export function envSinkAt(context: CommandContext, place: EnvPlace, ifMissing: IfMissing): TokenSink {
  return createEnvSink(envSinkOptions(context, place, ifMissing))
}

export function envSinkOptions(
  { config, host, signal, crashPoint }: CommandContext,
  place: EnvPlace,
  ifMissing: IfMissing,
): EnvSinkOptions {
  const { runtimeDir, lockFolders, language } = config
  return { ...place, runtimeDir, alsoIn: lockFolders, clock: host, signal, crashPoint, ifMissing, language }
}
