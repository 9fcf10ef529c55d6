/** Keeps one `.env` without a data folder: the loop of `run` and `serve` where nothing was adopted. */
import { announcedFile } from '../alerts/announced-file.ts'
import { standingOfRound } from '../alerts/standing-of-round.ts'
import { type EnvLoop, startEnvLoop } from '../keeper/env-loop.ts'
import { type EnvMemory, type EnvRound, runEnvRound } from '../keeper/env-round.ts'
import { DEFAULT_RENEW_BEFORE } from '../keeper/policy.ts'
import { asLoopRound, isHealthy, type Round } from '../keeper/round.ts'
import { createKeeperApi } from '../keeper/threads-api.ts'
import { transportOf } from '../net/transport.ts'
import { withLockedEnv } from '../sinks/env-file-sink.ts'
import { explainFileFailure } from '../sinks/explain-file-failure.ts'
import { fileSignature } from './file-signature.ts'
import type { Keeping } from './keeping.ts'

export interface KeepEnvFileOptions extends Keeping {
  readonly place: { readonly path: string; readonly key: string }
  readonly onRound: (round: Round) => void
}

export function keepEnvFile(options: KeepEnvFileOptions): EnvLoop {
  const { place, config, clock, notices } = options
  const announced = announcedFile({ ...place, runtimeDir: config.runtimeDir })
  const plan = { renewBefore: DEFAULT_RENEW_BEFORE, jitter: 0 }
  const startedAt = clock.now()
  let health: 'healthy' | 'trouble' = 'healthy'
  return startEnvLoop({
    clock: options.host,
    now: () => clock.now(),
    signature: () => fileSignature(place.path),
    round: (memory) => lockedRound(options, memory),
    onRound: async (made) => {
      const round = asLoopRound(made)
      health = isHealthy(round) ? 'healthy' : 'trouble'
      options.onRound(round)
      // Somebody else is at work: that says nothing of the token.
      if (round.reason === 'locked') return
      await notices.afterRound(standingOfRound(round, { plan, since: startedAt }), announced)
    },
    beforeTick: async () => {
      await options.beforeTick?.()
      await notices.beat(health)
    },
    onTrouble: options.onTrouble,
    signal: options.signal,
  })
}

async function lockedRound(options: KeepEnvFileOptions, memory: EnvMemory): Promise<EnvRound> {
  const { place, config, host, clock, http, signal, crashPoint, callLimitMs } = options
  const appSecret = await options.findAppSecret()
  const { runtimeDir, lockFolders: alsoIn, language } = config
  const held = await withLockedEnv(
    { ...place, runtimeDir, alsoIn, language, clock: host, signal, crashPoint },
    (env) =>
      runEnvRound({
        env,
        api: createKeeperApi({ transport: transportOf({ http, config, signal }, callLimitMs), clock }),
        crashPoint,
        renewBefore: DEFAULT_RENEW_BEFORE,
        memory,
        explainLocal: (error) => explainFileFailure(error, language),
        ...(appSecret && { appSecret }),
      }),
  )
  return held.kind === 'done'
    ? held.value
    : { round: { outcome: 'transient', reason: 'locked', written: [] }, memory }
}
