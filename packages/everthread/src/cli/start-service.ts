/** The service, as a command starts it. */
import type { Notices } from '../alerts/notices.ts'
import { createService, type Service, type ServiceOptions } from '../service/service.ts'
import type { CommandContext } from './command-context.ts'
import { explainFailure } from './explain-failure.ts'
import { CALL_LIMIT_MS } from './keeper-for.ts'
import type { LifeLines } from './life-lines.ts'
import { type EnvPlace, findAppSecret, readableToken } from './token-source.ts'

export interface ServiceOrder {
  readonly place: EnvPlace
  readonly notices: Notices
  readonly lines: LifeLines
  /** What `serve` measures is counted where the loops call, and nowhere twice. */
  readonly measure?: ServiceOptions['measure']
}

export function startService(
  context: CommandContext,
  { place, notices, lines, measure }: ServiceOrder,
): Promise<Service> {
  const { language } = context.config
  return createService({
    ...context,
    callLimitMs: CALL_LIMIT_MS,
    envFile: { ...place, holdsToken: readableToken(place) !== undefined },
    findAppSecret: (installation) => findAppSecret(context, place, installation),
    notices,
    ...(measure && { measure }),
    onRound: (round) => lines.round(round),
    onTrouble: (error) => lines.say('trouble', explainFailure(error, language).message),
  })
}
