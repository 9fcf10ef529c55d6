/** What every request carries from the first middleware on. */
import type { HttpBindings } from '@hono/node-server'
import type { Language } from '../words/language.ts'
import type { Caller } from './auth/scopes.ts'

export interface AppEnv {
  /** Absent in tests that ask the app itself. */
  Bindings: Partial<HttpBindings>
  Variables: {
    readonly requestId: string
    readonly language: Language
    readonly caller: Caller
    /** The peer's, or the one that a reverse proxy on this machine names. */
    readonly address: string
    /** The browser speaks to us by https, so cookies are `__Host-`. */
    readonly isSecure: boolean
  }
}
