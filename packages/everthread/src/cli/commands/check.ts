/** `everthread check`: whose token is it, what may it do, how long will it live, what happens next. Changes nothing. */
import type { Secret } from '@everthread/client'
import { gatherAccounts } from '../accounts-in.ts'
import { findInstallation } from '../../service/installation.ts'
import { DEFAULT_RENEW_BEFORE } from '../../keeper/policy.ts'
import { type Checked, checkToken } from '../check/check-token.ts'
import type { CommandContext } from '../command-context.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { checkJson } from '../json/check-json.ts'
import { keeperApi } from '../keeper-for.ts'
import { tokenAbsent } from '../require-token.ts'
import { nameOf, sentenceFor, sayIfSkewed } from '../sentence.ts'
import { type EnvOptions, type EnvPlace, findAppSecret, findToken, isShadowed } from '../token-source.ts'
import { tokenCard } from '../views/token-card.ts'
import { showWaysOut } from '../views/ways-out.ts'

export interface CheckOptions extends EnvOptions {
  /** `--within`, milliseconds. */
  readonly within?: number
}

export async function runCheck(context: CommandContext, options: CheckOptions): Promise<ExitCode> {
  const { token, place, shadowed } = await tokenToCheck(context, options)
  const appSecret = await findAppSecret(context, place, undefined)
  const checked = await checkToken({
    api: keeperApi(context),
    token,
    renewBefore: DEFAULT_RENEW_BEFORE,
    canExchange: appSecret !== undefined,
    ...(options.within !== undefined && { withinMs: options.within }),
    problemOf: (reason, detail) => {
      const { message, remedy } = sentenceFor(context, reason, { missing: detail?.split(', '), ...place })
      return { code: reason, message, ...(remedy !== undefined && { remedy }) }
    },
    withinProblem: (leftMs) => ({
      code: 'expires-within',
      message: context.words.withinMissed(
        context.format.duration(options.within ?? 0),
        context.format.duration(leftMs),
      ),
      remedy: context.words.withinRemedy,
    }),
  })
  if (context.json)
    context.terminal.out(JSON.stringify(checkJson(checked, decisionMessage(context, checked))))
  else show(context, checked, place)
  if (shadowed && place)
    context.terminal.say(context.terminal.style.warn(context.words.bothSources(place.key)))
  return exitOf(checked)
}

interface ToCheck {
  readonly token: Secret
  readonly place?: EnvPlace
  readonly shadowed: boolean
}

async function tokenToCheck(context: CommandContext, options: CheckOptions): Promise<ToCheck> {
  const source = findToken(context, options)
  if (source.kind === 'environment') return { token: source.token, shadowed: false }
  if (source.kind === 'none') {
    const kept = await keptToken(context)
    if (kept) return { token: kept, shadowed: false }
    throw tokenAbsent(context, 'missing', source.place)
  }
  const { content, place } = source
  if (content.kind === 'token') {
    return { token: content.token, place, shadowed: isShadowed(context, place, content.token) }
  }
  throw tokenAbsent(context, content.kind, place)
}

/** Without a file, the one account of the data folder is meant. */
async function keptToken(context: CommandContext): Promise<Secret | undefined> {
  await using installation = await findInstallation({ ...context, clock: context.host })
  if (!installation) return undefined
  const [only, ...others] = await gatherAccounts(installation)
  return others.length === 0 ? only?.token : undefined
}

function exitOf({ verdict }: Checked): ExitCode {
  if (verdict === 'alive') return EXIT.done
  return verdict === 'needs_person' ? EXIT.needsPerson : EXIT.transient
}

function decisionMessage(context: CommandContext, { decision, facts, profile }: Checked): string {
  return decision ? sentenceFor(context, decision.reason, { decision, facts, profile }).message : ''
}

function show(context: CommandContext, checked: Checked, place: EnvPlace | undefined): void {
  const { terminal, words, clock } = context
  const { style } = terminal
  const name = nameOf(context, checked.profile)
  const isAlive =
    checked.facts !== undefined &&
    (checked.facts.expiry.kind !== 'at' || checked.facts.expiry.at > clock.now())
  if (isAlive) terminal.out(`${style.good('●')} ${style.strong(words.alive(name))}`)
  else if (checked.verdict === 'unclear')
    terminal.out(`${style.warn('●')} ${style.strong(words.unclear(name))}`)
  else terminal.out(`${style.bad('●')} ${style.strong(words.notAlive(name))}`)
  const where = place && `${place.path} (${place.key})`
  for (const line of tokenCard(context, { ...checked, place: where })) terminal.out(line)
  for (const { message, remedy } of checked.problems) {
    terminal.say('')
    terminal.say(style.warn(message))
    if (remedy !== undefined) terminal.say(remedy)
  }
  if (checked.detail !== undefined) terminal.say(style.dim(checked.detail))
  sayIfSkewed(context)
  if (checked.verdict === 'needs_person') showWaysOut(context)
}
