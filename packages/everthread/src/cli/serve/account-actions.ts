/** What the API can do with accounts, by the same hands as the commands. */
import type { Secret } from '@everthread/client'
import { advance } from '../../account/advance.ts'
import { advanceDeps } from '../../account/advance-deps.ts'
import { announcedIn } from '../../account/announced.ts'
import { removeAccount } from '../../account/remove-account.ts'
import { roundOf } from '../../account/round.ts'
import { standingOf } from '../../account/standing.ts'
import type { Notices } from '../../alerts/notices.ts'
import type { KeeperApi } from '../../keeper/api.ts'
import type { Round } from '../../keeper/round.ts'
import type { AccountActions, Busy, Grant, RolledBack, Taken } from '../../server/account-actions.ts'
import type { Installation } from '../../service/installation.ts'
import type { Claim } from '../../store/claims.ts'
import { findApp } from '../app-settings.ts'
import type { CommandContext } from '../command-context.ts'
import { CommandError } from '../command-error.ts'
import { fetchToken } from '../connect/fetch-token.ts'
import { keeperApi } from '../keeper-for.ts'
import { rollBack } from '../rollback/roll-back.ts'
import { proveToken } from '../take/prove-token.ts'
import { takeOver } from '../take/take-over.ts'
import { type EnvPlace, findAppSecret } from '../token-source.ts'
import { withAccount } from '../with-account.ts'

export interface Keeper {
  readonly context: CommandContext
  readonly installation: Installation
  /** Where the app may stand besides the environment and the settings. */
  readonly place: EnvPlace
  readonly notices: Notices
  /** After each change: there may be work that is due. */
  readonly nudge: () => void
}

const BUSY: Busy = 'busy'

export function accountActions(keeper: Keeper): AccountActions {
  const { context, installation, place } = keeper
  return {
    keep: (accountId, wish) => keep(keeper, accountId, wish),
    rollBack: async (accountId, to) => {
      const order = { isWanted: ({ number }: { number: number }) => to === undefined || number === to }
      return (
        (await claimed(keeper, accountId, async (at) => toldOf(await rollBack({ ...at, ...order })))) ?? BUSY
      )
    },
    adopt: (token) => take(keeper, token, { source: 'adopted', ifUnknown: 'take' }),
    connect: (grant) => connect(keeper, grant),
    remove: async (accountId) =>
      (await claimed(keeper, accountId, ({ claim }) => removeAccount(installation, claim))) ?? BUSY,
    findApp: () => findApp(context, place, installation),
  }
}

async function keep(keeper: Keeper, accountId: string, wish: 'look' | 'renew'): Promise<Round | Busy> {
  const { notices, installation } = keeper
  const done = await claimed(keeper, accountId, async ({ deps, claim }) => {
    const advanced = await advance(deps, claim, { look: true, ...(wish === 'renew' && { force: true }) })
    const round = roundOf(advanced)
    return { round, standing: standingOf(advanced, round) }
  })
  if (!done) return BUSY
  await notices.afterRound(done.standing, announcedIn(installation, accountId))
  return done.round
}

interface Claimed {
  readonly claim: Claim
  readonly api: KeeperApi
  readonly deps: ReturnType<typeof advanceDeps>
}

async function claimed<T>(
  { context, installation, place, nudge }: Keeper,
  accountId: string,
  work: (at: Claimed) => Promise<T>,
): Promise<T | undefined> {
  const done = await withAccount(context, { installation, accountId }, ({ claim, api }) => {
    const secret = (): Promise<Secret | undefined> => findAppSecret(context, place, installation)
    const around = { ...context, clock: context.host, installation, claim, api, findAppSecret: secret }
    return work({ claim, api, deps: advanceDeps(around) })
  })
  nudge()
  return done
}

function toldOf(done: Awaited<ReturnType<typeof rollBack>>): RolledBack {
  if (done.kind === 'none_works') return done
  const { kind, from, number } = done
  return { kind, from, number }
}

async function connect(keeper: Keeper, grant: Grant): Promise<Taken> {
  const { context, installation, place } = keeper
  const { id, secret } = await findApp(context, place, installation)
  if (id === undefined || !secret) return { kind: 'unclear', reason: 'app-secret-wrong' }
  try {
    const token = await fetchToken(context, { id, secret }, grant)
    return await take(keeper, token, { source: 'connected', ifUnknown: 'exchange' })
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    return { kind: 'failed', message: error.message, remedy: error.remedy }
  }
}

interface Taking {
  readonly source: 'adopted' | 'connected'
  readonly ifUnknown: 'take' | 'exchange'
}

async function take(keeper: Keeper, token: Secret, { source, ifUnknown }: Taking): Promise<Taken> {
  const { context, installation, place, nudge } = keeper
  const app = await findApp(context, place, installation)
  const { crashPoint } = context
  const proof = await proveToken({
    api: keeperApi(context),
    crashPoint,
    token,
    appSecret: app.secret,
    ifUnknown,
  })
  if (proof.kind !== 'proven') return proof
  const order = {
    proven: proof,
    given: token,
    source,
    app,
    ifMissing: 'refuse',
    ifOtherUser: 'refuse',
  } as const
  const taken = await takeOver(context, order)
  nudge()
  switch (taken.kind) {
    case 'taken_over':
      return { kind: 'taken', accountId: taken.accountId ?? '', isNew: taken.how === 'new_account' }
    case 'other_user':
      return { kind: 'refused', reason: 'other-user', profile: taken.owner }
    case 'unclear':
      return taken
    default:
      return taken satisfies never
  }
}
