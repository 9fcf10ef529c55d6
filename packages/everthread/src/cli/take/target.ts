/** The `.env` that a token is to live in, as it was when it was decided upon. */
import { existsSync } from 'node:fs'
import { fingerprint } from '@everthread/client'
import { editFiles } from '../../env-file/env-edit-files.ts'
import { settleLeftover as settleOnce } from '../../keeper/env-round.ts'
import { DEFAULT_RENEW_BEFORE } from '../../keeper/policy.ts'
import { envFileExists, readEnvText, realEnvPath, withLockedEnv } from '../../sinks/env-file-sink.ts'
import { explainFileFailure } from '../../sinks/explain-file-failure.ts'
import type { SinkContent } from '../../sinks/token-sink.ts'
import type { CommandContext } from '../command-context.ts'
import { envSinkOptions } from '../env-sink-at.ts'
import { keeperApi } from '../keeper-for.ts'
import type { EnvPlace } from '../token-source.ts'

/** `path` is the real one, links followed. */
export interface Target extends EnvPlace {
  readonly content: SinkContent
}

/** Throws `EnvFileError` where something is there that cannot be read. */
export function readTarget({ path: given, key }: EnvPlace): Target {
  const path = realEnvPath(given)
  return { path, key, content: envFileExists(path) ? readEnvText({ path, key }) : { kind: 'missing' } }
}

/** Has nobody changed what the key holds? Asked again under the lock. */
export function isUnchanged(target: Target): boolean {
  return holding(target.content) === holding(readTarget(target).content)
}

function holding(content: SinkContent): string {
  return content.kind === 'token' ? fingerprint(content.token) : ''
}

/** A renewal that died half way has left its token beside the file: it is put in its place before the file is read. */
export async function settleLeftover(context: CommandContext, place: EnvPlace): Promise<void> {
  if (!existsSync(editFiles(realEnvPath(place.path)).journal)) return
  const { crashPoint, config } = context
  await withLockedEnv(envSinkOptions(context, place, 'refuse'), async (env) => {
    const content = env.read()
    if (content.kind !== 'token') return
    const round = {
      env,
      api: keeperApi(context),
      crashPoint,
      renewBefore: DEFAULT_RENEW_BEFORE,
      explainLocal: (error: unknown) => explainFileFailure(error, config.language),
    }
    await settleOnce(round, content.token)
  })
}
