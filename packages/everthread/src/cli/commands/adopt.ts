/**
 * `everthread adopt`: takes over a token that exists already, from a `.env`, from standard input or from the environment.
 * Nothing is created before Meta has accepted the token and the file is known to be this account's.
 */
import { findInstallation } from '../../service/installation.ts'
import { findApp, type ThreadsApp } from '../app-settings.ts'
import type { CommandContext } from '../command-context.ts'
import type { ExitCode } from '../exit-code.ts'
import { keeperApi } from '../keeper-for.ts'
import { proveToken } from '../take/prove-token.ts'
import { takeOver } from '../take/take-over.ts'
import { tell } from '../take/told.ts'
import { tokenToTake } from '../take/token-to-take.ts'
import { type EnvOptions, envPlace, isShadowed } from '../token-source.ts'
import { report } from '../views/told.ts'

export interface AdoptOptions extends EnvOptions {
  readonly token?: string
  readonly switchAccount?: boolean
  /** `20d`, `33%`; the account keeps what it has when it is not said. */
  readonly renewBefore?: string
}

export async function runAdopt(context: CommandContext, options: AdoptOptions): Promise<ExitCode> {
  const { token, place } = await tokenToTake(context, options)
  const { app, newApp } = await appsFor(context, options)
  const proof = await proveToken({
    api: keeperApi(context),
    crashPoint: context.crashPoint,
    token,
    appSecret: app.secret,
    ifUnknown: 'take',
  })
  const outcome =
    proof.kind === 'proven'
      ? await takeOver(context, {
          proven: proof,
          given: token,
          source: 'adopted',
          place,
          ifMissing: 'create',
          ifOtherUser: options.switchAccount ? 'switch' : 'refuse',
          renewBefore: options.renewBefore,
          app,
          newApp,
        })
      : proof
  const proven = proof.kind === 'proven' ? proof : undefined
  const title = (name: string): string =>
    place && options.token === undefined
      ? context.words.adopted(name, place.path)
      : context.words.adoptedStdin(name)
  const shadowed = place !== undefined && proven !== undefined && isShadowed(context, place, proven.token)
  return report(context, 'everthread/adopt@1', tell(context, { outcome, proven, place, title, shadowed }))
}

interface Apps {
  readonly app: ThreadsApp
  readonly newApp: ThreadsApp
}

async function appsFor(context: CommandContext, options: AdoptOptions): Promise<Apps> {
  await using installation = await findInstallation({ ...context, clock: context.host })
  const place = envPlace(context, options)
  return {
    app: await findApp(context, place, installation),
    newApp: await findApp(context, place, undefined),
  }
}
