/** `everthread account remove`: an account goes with its tokens and posts, and what stays is told. */
import { removeAccount } from '../../account/remove-account.ts'
import { profileOf } from '../../account/round.ts'
import { findInstallation } from '../../service/installation.ts'
import { removalNotes } from '../../words/removal-words.ts'
import { gatherAccounts, pickAccount } from '../accounts-in.ts'
import type { CommandContext } from '../command-context.ts'
import { CommandError, nothingKept } from '../command-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { nameOf, sentenceFor } from '../sentence.ts'
import { withAccount } from '../with-account.ts'

export async function runAccountRemove(
  context: CommandContext,
  _options: object,
  [wanted]: readonly string[],
): Promise<ExitCode> {
  await using installation = await findInstallation({ ...context, clock: context.host })
  if (!installation) throw nothingKept(context.words)
  const { account } = pickAccount(context, await gatherAccounts(installation), wanted)
  const order = { installation, accountId: account.id }
  const removed = await withAccount(context, order, ({ claim }) => removeAccount(installation, claim))
  if (!removed) {
    const { message, remedy } = sentenceFor(context, 'locked')
    throw new CommandError('locked', message, { exitCode: EXIT.transient, ...(remedy && { remedy }) })
  }
  const { terminal, words, json, config } = context
  const { posts, stays } = removed
  const notes = removalNotes(config.language)
  if (json) {
    const document = {
      schema: 'everthread/account-remove@1',
      account_id: account.id,
      posts,
      stays: { ...stays, notes },
    }
    terminal.out(JSON.stringify(document))
    return EXIT.done
  }
  terminal.out(words.removed(nameOf(context, profileOf(account))))
  if (posts > 0) terminal.out(words.removedPosts(posts))
  const lines = [
    ...stays.files.map(({ path, key }) => words.stillHolds(path, key)),
    ...stays.copies.map(words.copyHolds),
    ...notes,
  ]
  terminal.say(words.stays)
  for (const line of lines) terminal.say(`  ${line}`)
  return EXIT.done
}
