/** `POST callbacks`: Meta tells the app that a user removed it, or wants their data deleted. */
import { type CallbackKind, type CallbackOutcome, sendCallback } from '../callbacks/send-callback.ts'
import { getApp, getUser } from '../state/state.ts'
import type { World } from '../world.ts'
import { object, oneOf, optional, type Parser, text } from './shape.ts'

/** `POST callbacks`. */
export interface CallbackOrder {
  readonly kind: CallbackKind
  /** Username or id. */
  readonly user: string
  /** App id; default the first app. */
  readonly app?: string
}

export const parseCallbackOrder: Parser<CallbackOrder> = object({
  kind: oneOf(['deauthorize', 'delete']),
  user: text,
  app: optional(text),
})

export function callBack(world: World, order: CallbackOrder): Promise<CallbackOutcome> {
  const app = getApp(world.state, order.app)
  return sendCallback(world, order.kind, { app, user: getUser(world.state, order.user) })
}
