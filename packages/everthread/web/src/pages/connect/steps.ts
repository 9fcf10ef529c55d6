/** How far somebody is with connecting, as far as it can be seen from here. Pure. */
import type { Health } from '../../health/queries.ts'
import type { Settings } from '../../settings/queries.ts'

export const STEPS = ['app', 'credentials', 'addresses', 'tester', 'login'] as const
export type StepName = (typeof STEPS)[number]

export type StepState =
  /** Seen to be done. */
  | 'done'
  /** To be done here. */
  | 'open'
  /** Done wrongly, and said what helps. */
  | 'wrong'
  /** Done at Meta's, where nobody but the login can see it. */
  | 'unseen'
  /** Not its turn yet. */
  | 'later'

export interface GuideFacts {
  readonly settings: Pick<Settings, 'app_id' | 'has_app_secret' | 'redirect_uri' | 'sandbox_url'>
  /** `undefined` until it was looked. */
  readonly findings: Health['findings'] | undefined
}

export function stepStates({ settings, findings = [] }: GuideFacts): Readonly<Record<StepName, StepState>> {
  const codes = new Set(findings.map(({ code }) => code))
  const credentials = credentialsState(settings, codes)
  const canReturn = settings.redirect_uri?.startsWith('https:') || settings.sandbox_url !== undefined
  const isReady = canReturn && (credentials === 'done' || credentials === 'unseen')
  return {
    // Whoever has its secret has made it.
    app: credentials === 'done' ? 'done' : 'unseen',
    credentials,
    addresses: canReturn ? 'unseen' : 'wrong',
    tester: 'unseen',
    login: isReady ? 'open' : 'later',
  }
}

const REFUSED = ['app-pair-wrong', 'app-id-malformed', 'app-secret-malformed']

function credentialsState(
  { app_id: id, has_app_secret: hasSecret }: GuideFacts['settings'],
  codes: ReadonlySet<string>,
): StepState {
  if (id === undefined || !hasSecret) return 'open'
  if (REFUSED.some((code) => codes.has(code))) return 'wrong'
  return codes.has('app-pair-right') ? 'done' : 'unseen'
}
