/** What is logged: one function for each business event, ids and numbers, never content and never a token. */
import type { Round } from '../keeper/round.ts'

export interface BusinessLog {
  serving(url: string): void
  round(accountId: string | undefined, round: Pick<Round, 'outcome' | 'reason'>): void
  request(request: AnsweredRequest): void
  ownerMade(): void
  loggedIn(address: string): void
  loginRefused(address: string): void
  passwordChanged(): void
  keyMade(id: string): void
  keyRevoked(id: string): void
  accountTaken(accountId: string, how: 'pasted' | 'connected'): void
  accountRemoved(accountId: string, by: 'owner' | 'meta'): void
  webhook(kind: string): void
  defect(error: unknown, requestId?: string): void
}

export interface AnsweredRequest {
  readonly requestId: string
  readonly method: string
  /** The pattern, not the address: `/h/:token`. */
  readonly route: string
  readonly status: number
  readonly ms: number
  readonly caller: string
}

export type LogLevel = 'info' | 'warn' | 'error'

/** Writes one line. */
export type WriteLine = (
  level: LogLevel,
  fields: { readonly event: string } & Record<string, unknown>,
) => void

export function createBusinessLog(write: WriteLine): BusinessLog {
  return {
    serving: (url) => write('info', { event: 'serving', url }),
    round: (accountId, { outcome, reason }) =>
      write('info', { event: 'round', account: accountId, outcome, reason }),
    request: ({ requestId, ...request }) =>
      write(request.status >= 500 ? 'error' : 'info', {
        event: 'request',
        request_id: requestId,
        ...request,
      }),
    ownerMade: () => write('warn', { event: 'owner-made' }),
    loggedIn: (address) => write('info', { event: 'logged-in', address }),
    loginRefused: (address) => write('warn', { event: 'login-refused', address }),
    passwordChanged: () => write('warn', { event: 'password-changed' }),
    keyMade: (id) => write('warn', { event: 'key-made', key: id }),
    keyRevoked: (id) => write('warn', { event: 'key-revoked', key: id }),
    accountTaken: (accountId, how) => write('info', { event: 'account-taken', account: accountId, how }),
    accountRemoved: (accountId, by) => write('warn', { event: 'account-removed', account: accountId, by }),
    webhook: (kind) => write('info', { event: 'webhook', kind }),
    defect: (error, requestId) =>
      write('error', {
        event: 'defect',
        ...(requestId !== undefined && { request_id: requestId }),
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
  }
}

/** Where nobody asked for a log. */
export const NO_LOG: BusinessLog = createBusinessLog(() => undefined)
