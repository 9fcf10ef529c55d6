/** `everthread status`: the accounts, and what happens next. Asks nobody: it reads the store. */
import { profileOf } from '../../account/round.ts'
import { findInstallation } from '../../service/installation.ts'
import { listLiveServices } from '../../store/heartbeats.ts'
import { recallSkew } from '../../service/remember-skew.ts'
import { gatherAccounts, type KeptAccount } from '../accounts-in.ts'
import type { CommandContext } from '../command-context.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { statusEntry } from '../json/status-json.ts'
import { nameOf, sentenceFor } from '../sentence.ts'
import { tokenCard } from '../views/token-card.ts'

export async function runStatus(context: CommandContext): Promise<ExitCode> {
  await using installation = await findInstallation({ ...context, clock: context.host })
  const kept = installation ? await gatherAccounts(installation) : []
  const services = installation
    ? await listLiveServices(installation.store.db, installation.store.ticks())
    : []
  if (installation) await recallSkew(installation, context)
  if (context.json) {
    const accounts = kept.map((one) => statusJson(context, one))
    context.terminal.out(JSON.stringify({ schema: 'everthread/status@1', services, accounts }))
  } else show(context, kept, services)
  return kept.some(({ account }) => account.decision?.kind === 'needs_person') ? EXIT.needsPerson : EXIT.done
}

function statusJson(context: CommandContext, kept: KeptAccount): object {
  const { account, current } = kept
  const { decision } = account
  const message =
    decision && sentenceFor(context, decision.reason, { decision, facts: current.facts }).message
  return statusEntry(kept, message)
}

function show(
  context: CommandContext,
  kept: readonly KeptAccount[],
  services: readonly { pid: number }[],
): void {
  const { terminal, words } = context
  const { style } = terminal
  for (const { account, current, sinks } of kept) {
    const needsPerson = account.decision?.kind === 'needs_person'
    const mark = needsPerson ? style.bad('●') : style.good('●')
    terminal.out(`${mark} ${style.strong(nameOf(context, profileOf(account)))}`)
    const place = sinks.map(({ path, key }) => `${path} (${key})`).join(', ')
    const card = { facts: current.facts, decision: account.decision, place: place === '' ? undefined : place }
    for (const line of tokenCard(context, card)) terminal.out(line)
    if (account.decision && (needsPerson || account.attempts)) {
      terminal.out(
        `  ${style.warn(sentenceFor(context, account.decision.reason, { decision: account.decision, facts: current.facts }).message)}`,
      )
    }
  }
  if (kept.length === 0) {
    terminal.out(words.nothingKept)
    terminal.say(words.nothingKeptRemedy)
    return
  }
  const [service] = services
  terminal.say(style.dim(service ? words.liveService(service.pid) : words.noService))
}
