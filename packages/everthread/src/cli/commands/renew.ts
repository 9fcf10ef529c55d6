/**
 * `everthread renew`: the keeper for cron and CI. One round over one `.env`, with the data folder's account where it knows
 * the file, and with the file alone where it does not.
 */
import type { Secret } from '@everthread/client'
import type { Round } from '../../keeper/round.ts'
import type { RenewBefore } from '../../keeper/facts.ts'
import { LONG_LIFETIME_MS } from '../../keeper/lifetime.ts'
import type { CommandContext } from '../command-context.ts'
import { CommandError, usageError } from '../command-error.ts'
import { deliverTo } from '../deliver.ts'
import { EXIT, type ExitCode, exitCodeOf } from '../exit-code.ts'
import { renewJson } from '../json/renew-json.ts'
import { keepOnce } from '../keep-once.ts'
import { noticesFor } from '../notices.ts'
import type { NoticeOptions } from '../notices.ts'
import { type EnvOptions, envPlace, isShadowed } from '../token-source.ts'
import { roundMessage, showRound } from '../views/round.ts'

export interface RenewOptions extends EnvOptions, NoticeOptions {
  /** `--within`, milliseconds. */
  readonly within?: number
  readonly force?: boolean
  readonly dryRun?: boolean
  readonly exitCode?: boolean
  readonly deliver?: string
  readonly keepLocal?: boolean
}

export async function runRenew(context: CommandContext, options: RenewOptions): Promise<ExitCode> {
  refuseInCi(context, options)
  const place = envPlace(context, options)
  const renewBefore = windowOf(context, options)
  const notices = noticesFor(context, options, place)
  const { round, token } = await keepOnce(context, {
    place,
    wish: {
      ...(options.force && { force: true }),
      ...(options.dryRun && { dryRun: true }),
      ...(renewBefore && { renewBefore }),
    },
    notices,
  })
  const told = options.within === undefined ? round : inWindow(round)
  const delivered = token && (await deliver(context, options, { round, token }))
  const view = { spoken: place }
  if (context.json) context.terminal.out(JSON.stringify(renewJson(told, roundMessage(context, told, view))))
  else showRound(context, told, view)
  if (isShadowed(context, place, token))
    context.terminal.say(context.terminal.style.warn(context.words.bothSources(place.key)))
  if (delivered === 'failed') return EXIT.failed
  const renewed = told.outcome === 'renewed' || told.outcome === 'exchanged'
  return options.exitCode && renewed ? EXIT.renewed : exitCodeOf(told.outcome)
}

/** A runner's disk dies with it, and the renewed token with the disk. */
function refuseInCi({ config, words }: CommandContext, { deliver, keepLocal, dryRun }: RenewOptions): void {
  if (config.inCi && deliver === undefined && !keepLocal && !dryRun) {
    throw new CommandError('ci', words.ciRefused, { exitCode: EXIT.usage })
  }
}

function windowOf({ words }: CommandContext, { within }: RenewOptions): RenewBefore | undefined {
  if (within === undefined) return undefined
  if (within >= LONG_LIFETIME_MS) throw usageError(words.withinTooLong)
  return { kind: 'duration', ms: within }
}

/** With a window that was asked for, "fresh" is said in its terms. */
function inWindow(round: Round): Round {
  return round.reason === 'fresh' ? { ...round, reason: 'window-not-reached' } : round
}

async function deliver(
  context: CommandContext,
  { deliver: command }: RenewOptions,
  { round, token }: { round: Round; token: Secret },
): Promise<'done' | 'failed' | undefined> {
  if (command === undefined || round.gained === undefined) return undefined
  const failure = await deliverTo(command, token, context)
  context.terminal.say(failure === undefined ? context.words.delivered : context.words.deliverFailed(failure))
  return failure === undefined ? 'done' : 'failed'
}
