/** A short-lived token that somebody hands over: exchanged in memory, then put where it is to live. */
import type { Secret } from '@everthread/client'
import { findInstallation } from '../../service/installation.ts'
import type { Round } from '../../keeper/round.ts'
import { findApp, type ThreadsApp } from '../app-settings.ts'
import type { CommandContext } from '../command-context.ts'
import { CommandError } from '../command-error.ts'
import { EXIT } from '../exit-code.ts'
import { keeperApi } from '../keeper-for.ts'
import { type Proven, proveToken } from '../take/prove-token.ts'
import { takeOver, type TakenOver } from '../take/take-over.ts'
import { type EnvPlace, envPlace } from '../token-source.ts'
import { type Exchanged, failedRound, longAlready } from './exchanged.ts'

export interface HandedToken {
  readonly token: Secret
  /** The file that is to hold it. */
  readonly place?: EnvPlace | undefined
  /** `print`: nowhere but the answer. */
  readonly to: 'place' | 'print'
}

export async function exchangeHanded(context: CommandContext, handed: HandedToken): Promise<Exchanged> {
  const { token, place, to } = handed
  const app = await appFor(context, handed)
  const api = keeperApi(context)
  const { crashPoint } = context
  const proof = await proveToken({ api, crashPoint, token, appSecret: app.secret, ifUnknown: 'exchange' })
  if (proof.kind !== 'proven') return failedRound(proof, place)
  if (proof.how === 'as_given') return { ...longAlready(proof, api.now()), token }
  if (to === 'print') return { round: exchangedRound(proof), spoken: {}, token: proof.token }
  const taken = await takeOver(context, {
    proven: proof,
    given: token,
    source: 'exchanged',
    place,
    ifMissing: 'refuse',
    ifOtherUser: 'refuse',
    app,
  })
  switch (taken.kind) {
    case 'taken_over':
      return { round: takenRound(taken), spoken: place ?? {} }
    case 'other_user':
      return {
        ...failedRound({ ...proof, kind: 'refused', reason: 'other-user' }),
        spoken: { ...place, profile: taken.owner, found: proof.profile },
      }
    case 'unclear':
      return failedRound(taken, place)
    default:
      return taken satisfies never
  }
}

/** Throws, before anything is asked of Meta, where there is no place for the new token. */
async function appFor(context: CommandContext, { place, to }: HandedToken): Promise<ThreadsApp> {
  await using installation = await findInstallation({ ...context, clock: context.host })
  if (to === 'place' && !place && !installation) {
    const { exchangeNowhere, exchangeNowhereRemedy: remedy } = context.words
    throw new CommandError('usage', exchangeNowhere, { exitCode: EXIT.usage, remedy })
  }
  // Awaited here: the data folder is closed at the end of this function.
  return await findApp(context, place ?? envPlace(context, {}), installation)
}

function exchangedRound({ profile, facts }: Proven): Round {
  return { outcome: 'exchanged', reason: 'exchanged', profile, facts, written: [] }
}

function takenRound({ profile, facts, written, unwritten, decision: next }: TakenOver): Round {
  const known = { profile, facts, next, written: written ? [written] : [] }
  return unwritten
    ? { ...known, outcome: 'failed', reason: 'renewed-not-written', detail: unwritten.detail }
    : { ...known, outcome: 'exchanged', reason: 'exchanged' }
}
