/** `everthread owner create` and `owner reset`: who may use the service from a browser, decided where its data folder is. */
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../../server/auth/password.ts'
import { makeOwner, OwnerExistsError, resetOwner } from '../../server/auth/ownership.ts'
import { findInstallation, type Installation } from '../../service/installation.ts'
import type { CommandContext } from '../command-context.ts'
import { CommandError, nothingKept, usageError } from '../command-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { ownerUrl } from '../serve/owner-url.ts'

export async function runOwnerCreate(
  context: CommandContext,
  _options: object,
  [name = '']: readonly string[],
): Promise<ExitCode> {
  await using installation = await openInstallation(context)
  const password = await readPassword(context)
  const { terminal, words, json } = context
  try {
    await makeOwner(ownershipIn(context, installation), { name, password })
  } catch (error) {
    if (!(error instanceof OwnerExistsError)) throw error
    const { message, remedy } = words.ownerExists
    throw new CommandError('owner-exists', message, { remedy, cause: error })
  }
  if (json) terminal.out(JSON.stringify({ schema: 'everthread/owner@1', name }))
  else terminal.out(words.ownerMade(name))
  return EXIT.done
}

/** A link is an answer like a token: on standard output, for whoever asked. */
export async function runOwnerReset(context: CommandContext): Promise<ExitCode> {
  await using installation = await openInstallation(context)
  const { terminal, words, json, config } = context
  const url = ownerUrl(config, await resetOwner(ownershipIn(context, installation)))
  if (json) terminal.out(JSON.stringify({ schema: 'everthread/owner@1', url }))
  else terminal.out(words.ownerReset(url))
  return EXIT.done
}

async function openInstallation(context: CommandContext): Promise<Installation> {
  const installation = await findInstallation({ ...context, clock: context.host })
  if (!installation) throw nothingKept(context.words)
  return installation
}

function ownershipIn({ host, randomBytes }: CommandContext, { store }: Installation) {
  return { store, randomBytes, now: () => host.now() }
}

async function readPassword({ terminal, words }: CommandContext): Promise<string> {
  if (terminal.isInteractive) terminal.say(words.ownerPassword(SHORTEST_PASSWORD))
  const typed = (await terminal.readHiddenLine()) ?? ''
  if (typed.length >= SHORTEST_PASSWORD && typed.length <= LONGEST_PASSWORD) return typed
  throw usageError(words.ownerPasswordShape(SHORTEST_PASSWORD, LONGEST_PASSWORD))
}
