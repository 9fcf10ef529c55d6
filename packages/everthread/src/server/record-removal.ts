/** Remembers that an account was removed at Meta's request: its owner reads it, and the code that Meta shows leads to it. */
import { announce } from '../alerts/announce.ts'
import { insertEvent } from '../store/events.ts'
import { createFormat } from '../words/format.ts'
import type { ServerDeps } from './server-deps.ts'

export async function recordRemoval(
  { installation, config, now }: ServerDeps,
  { id, username }: { readonly id: string; readonly username: string | undefined },
): Promise<void> {
  const { language } = config
  const at = now()
  const told = { now: at, username }
  const event = announce(
    { event: 'account-removed', reason: 'app-removed' },
    { id, language, format: createFormat(language, 'UTC'), facts: told },
  )
  await insertEvent(installation.store, { at, event, told })
}
