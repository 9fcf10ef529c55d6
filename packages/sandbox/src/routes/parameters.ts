/** What the token endpoints demand of their parameters. */
import type { App } from '../entities/app.ts'
import { MetaRefusal } from '../errors/meta-refusal.ts'
import type { Call } from '../http/call.ts'

/** @throws MetaRefusal when it is missing or empty. */
export function required(call: Call, name: string): string {
  const value = call.params.get(name)
  if (value === null || value === '') throw new MetaRefusal('parameter_missing', { name })
  return value
}

/** @throws MetaRefusal when `grant_type` is another. */
export function requireGrantType(call: Call, ...allowed: readonly string[]): string {
  const given = required(call, 'grant_type')
  if (!allowed.includes(given)) throw new MetaRefusal('grant_type_invalid', { values: allowed.join(', ') })
  return given
}

/** The app of `client_id`, with its secret proven. @throws MetaRefusal */
export function requireClient(call: Call): App {
  const app = call.world.state.apps.get(required(call, 'client_id'))
  if (!app) throw new MetaRefusal('client_unknown')
  requireSecret(call, app)
  return app
}

/** @throws MetaRefusal when `client_secret` is not the app's. */
export function requireSecret(call: Call, app: App): void {
  if (required(call, 'client_secret') !== app.appSecret) {
    throw new MetaRefusal('secret_wrong', {}, { code: call.world.switches.wrongSecretCode })
  }
}
