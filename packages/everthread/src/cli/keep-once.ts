/** One round of the keeper over one `.env`: by the account that the data folder knows it as, or by the file alone. */
import type { Secret } from '@everthread/client'
import { announcedFile } from '../alerts/announced-file.ts'
import type { Notices } from '../alerts/notices.ts'
import { standingOfRound } from '../alerts/standing-of-round.ts'
import { announcedIn } from '../account/announced.ts'
import { advance } from '../account/advance.ts'
import { gather } from '../account/gather.ts'
import { profileOf, roundOf } from '../account/round.ts'
import { advanceDeps } from '../account/advance-deps.ts'
import { findInstallation, type Installation } from '../service/installation.ts'
import { runEnvRound } from '../keeper/env-round.ts'
import type { Wish } from '../keeper/facts.ts'
import { decide, DEFAULT_RENEW_BEFORE } from '../keeper/policy.ts'
import { outcomeOfDecision, type Round } from '../keeper/round.ts'
import { explainFileFailure } from '../sinks/explain-file-failure.ts'
import { realEnvPath, withLockedEnv } from '../sinks/env-file-sink.ts'
import { findSink } from '../store/sinks.ts'
import type { CommandContext } from './command-context.ts'
import { EXIT, exitCodeOf } from './exit-code.ts'
import { keeperApi } from './keeper-for.ts'
import { type EnvPlace, findAppSecret } from './token-source.ts'
import { withAccount } from './with-account.ts'

export interface KeepOrder {
  readonly place: EnvPlace
  readonly wish: Wish & { readonly dryRun?: boolean }
  readonly notices: Notices
}

export interface Kept {
  readonly round: Round
  /** What is current after the round. */
  readonly token?: Secret
}

export async function keepOnce(context: CommandContext, order: KeepOrder): Promise<Kept> {
  await using installation = await findInstallation({ ...context, clock: context.host })
  const path = realEnvPath(order.place.path)
  const sink = installation && (await findSink(installation.store.db, path, order.place.key))
  const kept =
    installation && sink
      ? await keepAccount(context, { ...order, installation, accountId: sink.accountId })
      : await keepFile(context, order, installation)
  const announced =
    installation && sink
      ? announcedIn(installation, sink.accountId)
      : announcedFile({ runtimeDir: context.config.runtimeDir, path, key: order.place.key })
  if (!order.wish.dryRun) {
    const plan = { renewBefore: order.wish.renewBefore ?? DEFAULT_RENEW_BEFORE, jitter: 0 }
    const standing = standingOfRound(kept.round, { plan })
    await order.notices.afterRound(standing, announced)
    await order.notices.beat(exitCodeOf(kept.round.outcome) === EXIT.done ? 'healthy' : 'trouble')
  }
  return kept
}

async function keepFile(
  context: CommandContext,
  { place, wish }: KeepOrder,
  installation: Installation | undefined,
): Promise<Kept> {
  const appSecret = await findAppSecret(context, place, installation)
  const { config, host, signal, crashPoint } = context
  const held = await withLockedEnv(
    { ...place, runtimeDir: config.runtimeDir, alsoIn: config.lockFolders, clock: host, signal, crashPoint },
    (env) =>
      runEnvRound({
        env,
        api: keeperApi(context),
        crashPoint,
        renewBefore: wish.renewBefore ?? DEFAULT_RENEW_BEFORE,
        wish,
        explainLocal: explainFileFailure,
        ...(appSecret && { appSecret }),
      }),
  )
  if (held.kind === 'locked') return { round: lockedRound() }
  const { round, token } = held.value
  return { round, ...(token && { token }) }
}

interface AccountOrder extends KeepOrder {
  readonly installation: Installation
  readonly accountId: string
}

async function keepAccount(context: CommandContext, order: AccountOrder): Promise<Kept> {
  const { installation, accountId, place, wish } = order
  const { host, clock, config, crashPoint, signal } = context
  const appSecret = await findAppSecret(context, place, installation)
  const kept = await withAccount(
    context,
    { installation, accountId },
    async ({ claim, api }): Promise<Kept> => {
      const deps = advanceDeps({ installation, api, clock: host, config, crashPoint, appSecret, signal })
      if (wish.dryRun) {
        const { account, view, token } = await gather(deps, accountId)
        const decision = decide(
          { ...view.keeper, renewBefore: wish.renewBefore ?? view.keeper.renewBefore },
          clock.now(),
          wish,
        )
        return {
          round: {
            outcome: outcomeOfDecision(decision),
            reason: decision.reason,
            written: [],
            next: decision,
            facts: view.keeper.token,
            profile: profileOf(account),
          },
          token,
        }
      }
      const done = await advance(deps, claim, { ...wish, look: true })
      return { round: roundOf(done), token: done.gathered.token }
    },
  )
  return kept ?? { round: lockedRound() }
}

function lockedRound(): Round {
  return { outcome: 'transient', reason: 'locked', written: [] }
}
