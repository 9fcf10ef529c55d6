/** The app that a login is for. Where it is not configured a person is asked; where nobody can be asked, it is said. */
import type { Secret } from '@everthread/client'
import { secretOf } from '../../config/config.ts'
import type { Installation } from '../../service/installation.ts'
import { findApp, type ThreadsApp } from '../app-settings.ts'
import type { CommandContext } from '../command-context.ts'
import { CommandError } from '../command-error.ts'
import { EXIT } from '../exit-code.ts'
import type { EnvPlace } from '../token-source.ts'

export interface LoginApp {
  readonly id: string
  readonly secret: Secret
}

export async function getApp(
  context: CommandContext,
  place: EnvPlace,
  installation: Installation | undefined,
): Promise<LoginApp> {
  const known = await findApp(context, place, installation)
  const { id, secret } = context.terminal.isInteractive ? await ask(context, known) : known
  if (id === undefined || !secret) throw missing(context, { id, secret })
  if (!/^\d{1,32}$/.test(id)) {
    const { appIdShape, appMissingRemedy: remedy } = context.words
    throw new CommandError('app-id', appIdShape, { exitCode: EXIT.usage, remedy })
  }
  return { id, secret }
}

async function ask({ terminal, words, signal }: CommandContext, known: ThreadsApp): Promise<ThreadsApp> {
  let { id, secret } = known
  if (id === undefined) {
    terminal.say(words.askAppId)
    using lines = await terminal.openLines()
    id = (await lines.readLine(signal))?.trim()
  }
  if (!secret) {
    terminal.say(words.askAppSecret)
    secret = secretOf(await terminal.readHiddenLine())
  }
  return { id: id === '' ? undefined : id, secret }
}

function missing({ words, format }: CommandContext, { id, secret }: ThreadsApp): CommandError {
  const names = [...(id === undefined ? ['THREADS_APP_ID'] : []), ...(secret ? [] : ['THREADS_APP_SECRET'])]
  return new CommandError('app-missing', words.appMissing(format.list(names)), {
    exitCode: EXIT.needsPerson,
    remedy: words.appMissingRemedy,
  })
}
