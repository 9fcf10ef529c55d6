/** Really POSTs the deauthorize and data-deletion callbacks to the app (threads-api.md §2.11). */
import type { App } from '../entities/app.ts'
import type { User } from '../entities/user.ts'
import { SECOND } from '../time/duration.ts'
import type { World } from '../world.ts'
import { type AppAnswer, callApp } from './call-app.ts'
import { signRequest } from './signed-request.ts'

export type CallbackKind = 'deauthorize' | 'delete'

/** What became of a callback. */
export type CallbackOutcome = (AppAnswer & { readonly url: string }) | { readonly kind: 'not_configured' }

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
  const body = new URLSearchParams({ signed_request: signed })
  return { ...(await callApp(world, url, { method: 'POST', body })), url }
}
