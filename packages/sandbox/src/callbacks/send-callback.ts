/** Really POSTs the deauthorize and data-deletion callbacks to the app (threads-api.md §2.11). */
import type { App } from '../entities/app.ts'
import type { User } from '../entities/user.ts'
import { SECOND } from '../time/duration.ts'
import type { World } from '../world.ts'
import { signRequest } from './signed-request.ts'

export type CallbackKind = 'deauthorize' | 'delete'

/** What became of a callback. */
export type CallbackOutcome =
  | { readonly kind: 'answered'; readonly url: string; readonly status: number; readonly body: string }
  | { readonly kind: 'failed'; readonly url: string; readonly reason: string }
  | { readonly kind: 'not_configured' }

/** A receiver that says nothing for so long (real time) is given up. */
const PATIENCE_MS = 5000
const LONGEST_BODY = 4096

export async function sendCallback(
  world: World,
  kind: CallbackKind,
  { app, user }: { readonly app: App; readonly user: User },
): Promise<CallbackOutcome> {
  const url = kind === 'deauthorize' ? app.deauthorizeUrl : app.deleteUrl
  if (url === undefined) return { kind: 'not_configured' }
  const secret = world.switches.signedRequestSecret === 'threads' ? app.appSecret : app.metaAppSecret
  const issued_at = Math.floor(world.clock.now() / SECOND)
  const signed = signRequest({ algorithm: 'HMAC-SHA256', issued_at, user_id: user.id }, secret)
  try {
    const answer = await world.fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ signed_request: signed }),
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    return {
      kind: 'answered',
      url,
      status: answer.status,
      body: (await answer.text()).slice(0, LONGEST_BODY),
    }
  } catch (error) {
    return { kind: 'failed', url, reason: reasonOf(error) }
  }
}

/** fetch says "fetch failed" and hides why in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}
