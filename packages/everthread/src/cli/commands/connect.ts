/**
 * `everthread connect`: a browser login, and the token that comes of it kept: in the `.env` that is named (or `./.env`,
 * where there is one) and in the data folder. Secrets never travel in arguments.
 */
import { advance } from '../../account/advance.ts'
import { advanceDeps } from '../../account/advance-deps.ts'
import { findInstallation } from '../../service/installation.ts'
import { envFileExists } from '../../sinks/env-file-sink.ts'
import { askForLogin } from '../connect/ask-for-login.ts'
import { fetchToken } from '../connect/fetch-token.ts'
import { getApp, type LoginApp } from '../connect/get-app.ts'
import { assertWritable } from '../connect/writable-place.ts'
import type { CommandContext } from '../command-context.ts'
import type { ExitCode } from '../exit-code.ts'
import { keeperApi } from '../keeper-for.ts'
import { proveToken } from '../take/prove-token.ts'
import { takeOver, type TakenOver } from '../take/take-over.ts'
import { tell } from '../take/told.ts'
import { type EnvOptions, type EnvPlace, envPlace } from '../token-source.ts'
import { report } from '../views/told.ts'
import { withAccount } from '../with-account.ts'

export interface ConnectOptions extends EnvOptions {
  readonly paste?: boolean
  readonly redirectUri?: string
  readonly switchAccount?: boolean
  /** `20d`, `33%`; the account keeps what it has when it is not said. */
  readonly renewBefore?: string
}

export async function runConnect(context: CommandContext, options: ConnectOptions): Promise<ExitCode> {
  const place = placeFor(context, options)
  const app = await appFor(context, options)
  if (place) await assertWritable(context, place)
  const login = await askForLogin(context, {
    clientId: app.id,
    redirectUri: options.redirectUri,
    receive: options.paste ? 'paste' : 'browser',
  })
  const token = await fetchToken(context, app, login)
  const proof = await proveToken({
    api: keeperApi(context),
    crashPoint: context.crashPoint,
    token,
    appSecret: app.secret,
    ifUnknown: 'exchange',
  })
  const outcome =
    proof.kind === 'proven'
      ? await takeOver(context, {
          proven: proof,
          given: token,
          source: 'connected',
          place,
          ifMissing: 'create',
          ifOtherUser: options.switchAccount ? 'switch' : 'refuse',
          renewBefore: options.renewBefore,
          app,
          newApp: app,
        })
      : proof
  if (outcome.kind === 'taken_over') await deliverElsewhere(context, outcome, app)
  // That a login's token is short-lived at first is nobody's concern.
  const proven = proof.kind === 'proven' ? { ...proof, how: 'as_given' as const } : undefined
  const title = context.words.connected
  return report(context, 'everthread/connect@1', tell(context, { outcome, proven, place, title }))
}

/** A file is created where it is asked for, and nowhere else. */
function placeFor(context: CommandContext, options: ConnectOptions): EnvPlace | undefined {
  const place = envPlace(context, options)
  return options.env !== undefined || envFileExists(place.path) ? place : undefined
}

async function appFor(context: CommandContext, options: ConnectOptions): Promise<LoginApp> {
  await using installation = await findInstallation({ ...context, clock: context.host })
  // Awaited here: the data folder is closed at the end of this function.
  return await getApp(context, envPlace(context, options), installation)
}

/** The account's other files hold the token that this login has replaced. */
async function deliverElsewhere(
  context: CommandContext,
  { accountId }: TakenOver,
  { secret }: LoginApp,
): Promise<void> {
  await using installation = await findInstallation({ ...context, clock: context.host })
  if (!installation || accountId === undefined) return
  const findAppSecret = async (): Promise<typeof secret> => secret
  await withAccount(context, { installation, accountId }, ({ claim, api }) =>
    advance(advanceDeps({ ...context, clock: context.host, installation, claim, api, findAppSecret }), claim),
  )
}
