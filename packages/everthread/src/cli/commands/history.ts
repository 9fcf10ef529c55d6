/** `everthread history`: the generations of a token, newest first, by fingerprint. */
import { findInstallation } from '../../service/installation.ts'
import { toIso } from '../../time/clock.ts'
import { gatherAccounts, pickAccount } from '../accounts-in.ts'
import type { CommandContext } from '../command-context.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { tokenJson } from '../json/token-json.ts'

export async function runHistory(
  context: CommandContext,
  _options: object,
  [name]: readonly string[],
): Promise<ExitCode> {
  await using installation = await findInstallation({ ...context, clock: context.host })
  const { account, generations } = pickAccount(
    context,
    installation ? await gatherAccounts(installation) : [],
    name,
  )
  const { terminal, words, format } = context
  if (context.json) {
    const list = generations.map(({ number, state, source, obtainedAt, facts }) => ({
      number,
      state,
      source,
      obtained_at: toIso(obtainedAt),
      token: tokenJson(facts),
    }))
    terminal.out(
      JSON.stringify({
        schema: 'everthread/history@1',
        account: { id: account.userId, account_id: account.id },
        generations: list,
      }),
    )
    return EXIT.done
  }
  for (const { number, state, source, obtainedAt, facts } of generations) {
    const mark = state === 'current' ? terminal.style.good(` ${words.current}`) : ''
    terminal.out(
      `${words.generation(number).padEnd(5)} ${facts.fingerprint}  ${words.sources[source]} ${format.instant(obtainedAt)}${mark}`,
    )
  }
  return EXIT.done
}
