/** One round of the keeper over one `.env`: by the account that the data folder knows it as, or by the file alone. */
import type { Secret } from '@everthread/client'
import { announcedFile } from '../alerts/announced-file.ts'
import type { Notices, Standing } from '../alerts/notices.ts'
import { standingOfRound } from '../alerts/standing-of-round.ts'
import { announcedIn } from '../account/announced.ts'
import { advance } from '../account/advance.ts'
import { gather, type Gathered } from '../account/gather.ts'
import { profileOf, roundOf } from '../account/round.ts'
import { standingOf } from '../account/standing.ts'
import { advanceDeps } from '../account/advance-deps.ts'
import { findInstallation, type Installation } from '../service/installation.ts'
import { runEnvRound } from '../keeper/env-round.ts'
import type { Wish } from '../keeper/facts.ts'
import { decide, DEFAULT_RENEW_BEFORE } from '../keeper/policy.ts'
import { outcomeOfDecision, type Round } from '../keeper/round.ts'
import { explainFileFailure } from '../sinks/explain-file-failure.ts'
import { realEnvPath, withLockedEnv } from '../sinks/env-file-sink.ts'
import { findSink } from '../store/sinks.ts'
import type { Millis } from '../time/clock.ts'
import { tellingWhatBlocks } from './blocked-by.ts'
import type { CommandContext } from './command-context.ts'
import { envSinkOptions } from './env-sink-at.ts'
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

interface Made extends Kept {
  /** Absent where no round came about, because somebody else is at work: that says nothing of the token. */
  readonly standing?: Standing
}

const LOCKED: Made = { round: { outcome: 'transient', reason: 'locked', written: [] } }

export async function keepOnce(context: CommandContext, order: KeepOrder): Promise<Kept> {
  const work = (): Promise<Kept> => keep(context, order)
  return await (order.wish.dryRun ? work() : tellingWhatBlocks(context, order.notices, work))
}

async function keep(context: CommandContext, order: KeepOrder): Promise<Kept> {
  const { wish, notices } = order
  const { key } = order.place
  await using installation = await findInstallation({ ...context, clock: context.host })
  const path = realEnvPath(order.place.path)
  const sink = installation && (await findSink(installation.store.db, path, key))
  const isAdopted = installation !== undefined && sink !== undefined
  const { standing, ...kept } = isAdopted
    ? await keepAccount(context, { ...order, installation, accountId: sink.accountId })
    : await keepFile(context, order, installation)
  if (wish.dryRun) return kept
  const announced = isAdopted
    ? announcedIn(installation, sink.accountId)
    : announcedFile({ runtimeDir: context.config.runtimeDir, path, key })
  if (standing) await notices.afterRound(standing, announced)
  await notices.beat(exitCodeOf(kept.round.outcome) === EXIT.done ? 'healthy' : 'trouble')
  return kept
}

async function keepFile(
  context: CommandContext,
  { place, wish }: KeepOrder,
  installation: Installation | undefined,
): Promise<Made> {
  const appSecret = await findAppSecret(context, place, installation)
  const { config, crashPoint } = context
  const { renewBefore = DEFAULT_RENEW_BEFORE } = wish
  const held = await withLockedEnv(envSinkOptions(context, place, 'refuse'), (env) =>
    runEnvRound({
      env,
      api: keeperApi(context),
      crashPoint,
      renewBefore,
      wish,
      explainLocal: (error) => explainFileFailure(error, config.language),
      ...(appSecret && { appSecret }),
    }),
  )
  if (held.kind === 'locked') return LOCKED
  const { round, token } = held.value
  const standing = standingOfRound(round, { plan: { renewBefore, jitter: 0 } })
  return { round, standing, ...(token && { token }) }
}

interface AccountOrder extends KeepOrder {
  readonly installation: Installation
  readonly accountId: string
}

async function keepAccount(context: CommandContext, order: AccountOrder): Promise<Made> {
  const { installation, accountId, place, wish } = order
  const made = await withAccount(context, { installation, accountId }, async ({ claim, api }) => {
    const deps = advanceDeps({
      ...context,
      clock: context.host,
      installation,
      claim,
      api,
      findAppSecret: () => findAppSecret(context, place, installation),
    })
    if (wish.dryRun) return foresee(await gather(deps, accountId), context.clock.now(), wish)
    const done = await advance(deps, claim, { ...wish, look: true })
    const round = roundOf(done)
    return { round, token: done.gathered.token, standing: standingOf(done, round, wish) }
  })
  return made ?? LOCKED
}

/** `--dry-run`: what the round would decide. */
function foresee({ account, view, token }: Gathered, now: Millis, wish: Wish): Kept {
  const { renewBefore = view.keeper.renewBefore } = wish
  const decision = decide({ ...view.keeper, renewBefore }, now, wish)
  const round: Round = {
    outcome: outcomeOfDecision(decision),
    reason: decision.reason,
    profile: profileOf(account),
    facts: view.keeper.token,
    written: [],
    next: decision,
  }
  return { round, token }
}
