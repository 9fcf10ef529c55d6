/** The app's id and secret: where they come from, what shape they have, and whether Meta knows the pair. */
import { classify, getAppToken, type Secret, ThreadsApiError } from '@everthread/client'
import type { CommandContext } from '../cli/command-context.ts'
import { CALL_LIMIT_MS } from '../cli/keeper-for.ts'
import { type Found, firstOf, type Origin } from '../config/first-of.ts'
import { secretOf } from '../config/secrets.ts'
import { transportOf } from '../net/transport.ts'
import type { App, Reach } from './gathered.ts'

/** Threads app ids are decimal, of 15 or 16 digits so far. A Meta app id looks the same. */
const APP_ID = /^\d{15,17}$/
const APP_SECRET = /^[\da-f]{32}$/i

export type AppSources = Readonly<
  Record<'id' | 'secret', Partial<Readonly<Record<Origin, string | undefined>>>>
>

export interface AppPair {
  readonly id?: Found<string>
  readonly secret?: Found<Secret>
}

export function findApp({ id, secret }: AppSources): AppPair {
  const foundId = firstOf(id)
  const foundSecret = firstOf({
    environment: secretOf(secret.environment),
    'env-file': secretOf(secret['env-file']),
    settings: secretOf(secret.settings),
  })
  return { ...(foundId && { id: foundId }), ...(foundSecret && { secret: foundSecret }) }
}

export async function gatherApp(context: CommandContext, pair: AppPair, reach: Reach): Promise<App> {
  const { id, secret } = pair
  const text = secret?.value.reveal() ?? ''
  return {
    ...(id && { id: { origin: id.origin, isWellFormed: APP_ID.test(id.value) } }),
    ...(secret && {
      secret: { origin: secret.origin, isWellFormed: APP_SECRET.test(text), length: text.length },
    }),
    pair: reach.kind === 'reached' ? await tryPair(context, pair) : 'untold',
  }
}

/** A value of another shape is not sent: it may be a secret of something else. */
async function tryPair(context: CommandContext, { id, secret }: AppPair): Promise<App['pair']> {
  if (!id || !secret || !APP_ID.test(id.value) || !APP_SECRET.test(secret.value.reveal())) return 'untold'
  try {
    await getAppToken(transportOf(context, CALL_LIMIT_MS), {
      clientId: id.value,
      clientSecret: secret.value,
    })
    return 'right'
  } catch (error) {
    return isPairRefusal(error) ? 'wrong' : 'untold'
  }
}

/**
 * @NOTE Graph says 1 ("unknown error") with status 400 for a wrong client secret, and the same code with 5xx for trouble of
 *   its own (threads-api.md §2.4).
 */
function isPairRefusal(error: unknown): boolean {
  if (!(error instanceof ThreadsApiError)) return false
  const { reason } = classify(error)
  if (reason === 'app-secret-wrong' || reason === 'app-id-wrong') return true
  return error.code === 1 && error.status !== undefined && error.status < 500
}
