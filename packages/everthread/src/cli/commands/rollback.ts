/**
 * `everthread rollback`: an earlier token becomes current again, if Meta still accepts it. It comes back as a new
 * generation, so that nothing is thrown away, and goes to every place of the account.
 */
import { advanceDeps } from '../../account/advance-deps.ts'
import { findInstallation, type Installation } from '../../service/installation.ts'
import type { Profile } from '../../keeper/api.ts'
import { gatherAccounts, type KeptAccount, pickAccount } from '../accounts-in.ts'
import type { CommandContext } from '../command-context.ts'
import { usageError } from '../command-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { rollbackJson, type RollbackTold } from '../json/rollback-json.ts'
import { type RolledBack, rollBack } from '../rollback/roll-back.ts'
import { nameOf, sentenceFor } from '../sentence.ts'
import { profileOf } from '../../account/round.ts'
import { findAppSecret } from '../token-source.ts'
import { tokenCard } from '../views/token-card.ts'
import { withAccount } from '../with-account.ts'

export interface RollbackOptions {
  /** The number of a generation; else the newest earlier one that works. */
  readonly to?: number
}

export async function runRollback(
  context: CommandContext,
  options: RollbackOptions,
  [name]: readonly string[],
): Promise<ExitCode> {
  await using installation = await findInstallation({ ...context, clock: context.host })
  const kept = pickAccount(context, installation ? await gatherAccounts(installation) : [], name)
  const profile = profileOf(kept.account)
  if (options.to !== undefined && isCurrent(context, kept, options.to)) {
    const told = {
      ok: true,
      profile,
      facts: kept.current.facts,
      generation: kept.current.number,
      problems: [],
    }
    return show(context, told, {
      title: context.words.alreadyCurrent(nameOf(context, profile), options.to),
      exitCode: EXIT.done,
    })
  }
  const done = installation && (await rollBackIn(context, installation, { kept, options }))
  return done ? tell(context, profile, done) : tellLocked(context, profile)
}

/** Throws where there is no such generation: the command line was wrong. */
function isCurrent({ words }: CommandContext, { generations }: KeptAccount, wanted: number): boolean {
  const found = generations.find(({ number }) => number === wanted)
  if (!found) throw usageError(words.noSuchGeneration(wanted))
  return found.state === 'current'
}

interface Wanted {
  readonly kept: KeptAccount
  readonly options: RollbackOptions
}

async function rollBackIn(
  context: CommandContext,
  installation: Installation,
  { kept, options }: Wanted,
): Promise<RolledBack | undefined> {
  return withAccount(context, { installation, accountId: kept.account.id }, ({ claim, api }) =>
    rollBack({
      deps: advanceDeps({
        ...context,
        clock: context.host,
        installation,
        claim,
        api,
        findAppSecret: () => findAppSecret(context, undefined, installation),
      }),
      claim,
      isWanted: ({ number }) => options.to === undefined || number === options.to,
    }),
  )
}

function tell(context: CommandContext, profile: Profile, done: RolledBack): ExitCode {
  const { words } = context
  const name = nameOf(context, profile)
  if (done.kind === 'none_works') return tellNoneWorks(context, profile, done)
  const { from, number, round, unwritten } = done
  const { facts, next: decision, written } = round
  const problems = unwritten.map(({ path }) => ({
    code: 'renewed-not-written',
    message: words.unwritten(path),
    remedy: words.unwrittenRemedy,
  }))
  const decisionMessage =
    decision && sentenceFor(context, decision.reason, { profile, facts, decision }).message
  const told: RollbackTold = {
    ok: problems.length === 0,
    profile,
    from,
    generation: number,
    facts,
    written,
    decision,
    ...(decisionMessage !== undefined && { decisionMessage }),
    problems,
  }
  return show(context, told, {
    title: words.rolledBackTo(name, from, number),
    exitCode: told.ok ? EXIT.done : EXIT.failed,
    notes: unwritten.map(({ detail }) => detail),
  })
}

function tellNoneWorks(
  context: CommandContext,
  profile: Profile,
  { tried }: Extract<RolledBack, { kind: 'none_works' }>,
): ExitCode {
  const { words } = context
  const isClear = tried.every(({ isDead }) => isDead)
  const first = isClear
    ? { code: 'nothing-to-roll-back', message: words.nothingToRollBack }
    : { code: 'network', message: words.rollbackUnclear, remedy: words.rollbackUnclearRemedy }
  const each = tried.map(({ number, reason }) => ({
    code: reason,
    message: words.generationDead(number, sentenceFor(context, reason).message),
  }))
  const told = { ok: false, profile, problems: [first, ...each] }
  return show(context, told, { exitCode: isClear ? EXIT.failed : EXIT.transient })
}

function tellLocked(context: CommandContext, profile: Profile): ExitCode {
  const { message, remedy } = sentenceFor(context, 'locked')
  const problems = [{ code: 'locked', message, ...(remedy !== undefined && { remedy }) }]
  return show(context, { ok: false, profile, problems }, { exitCode: EXIT.transient })
}

interface Showing {
  readonly title?: string
  readonly exitCode: ExitCode
  readonly notes?: readonly string[]
}

function show(
  context: CommandContext,
  told: RollbackTold,
  { title, exitCode, notes = [] }: Showing,
): ExitCode {
  const { terminal, words, json } = context
  const { style } = terminal
  if (json) {
    terminal.out(JSON.stringify(rollbackJson(told)))
    return exitCode
  }
  if (title !== undefined)
    terminal.out(`${told.ok ? style.good('●') : style.bad('●')} ${style.strong(title)}`)
  for (const line of tokenCard(context, told)) terminal.out(line)
  for (const { path, key } of told.written ?? []) terminal.out(`  ${words.written(path, key)}`)
  for (const { message, remedy } of told.problems) {
    terminal.say(style.warn(message))
    if (remedy !== undefined) terminal.say(remedy)
  }
  for (const note of notes) terminal.say(style.dim(note))
  return exitCode
}
