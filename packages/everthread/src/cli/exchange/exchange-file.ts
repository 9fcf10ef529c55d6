/** A short-lived token in a `.env`: the same round as a renewal's, with its lock, its journal and its gate. */
import type { Secret } from '@everthread/client'
import { kindOf } from '../../keeper/lifetime.ts'
import type { CommandContext } from '../command-context.ts'
import { keepOnce } from '../keep-once.ts'
import { keeperApi } from '../keeper-for.ts'
import { noticesFor } from '../notices.ts'
import { unproven } from '../take/prove-token.ts'
import type { EnvPlace } from '../token-source.ts'
import { exchangeHanded } from './exchange-handed.ts'
import { type Exchanged, failedRound, longAlready } from './exchanged.ts'

export async function exchangeFile(
  context: CommandContext,
  token: Secret,
  place: EnvPlace,
): Promise<Exchanged> {
  const api = keeperApi(context)
  const answer = await api.look(token)
  if (answer.kind !== 'ok') {
    const proof = unproven(answer)
    return proof.kind === 'unclear' ? failedRound(proof) : round(context, place)
  }
  const { profile, facts } = answer.value
  const kind = kindOf(facts)
  switch (kind) {
    case 'short':
      return round(context, place)
    case 'unknown':
      return exchangeHanded(context, { token, place, to: 'place' })
    case 'long':
    case 'permanent':
      return longAlready({ profile, facts }, api.now())
    default:
      return kind satisfies never
  }
}

/** Of a token that is dead or short-lived, this makes an exchange or a reason why not, and never a renewal. */
async function round(context: CommandContext, place: EnvPlace): Promise<Exchanged> {
  const kept = await keepOnce(context, { place, wish: {}, notices: noticesFor(context, {}, place) })
  return { round: kept.round, spoken: place }
}
