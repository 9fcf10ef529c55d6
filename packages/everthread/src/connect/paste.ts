/**
 * What a person pasted: the address that the browser ended on, or the page of JSON on which the login window itself
 * ended (its failures never come back to the redirect URI).
 *
 * A bare code is not accepted: without its `state` nothing shows that the login is this one, and whoever can copy the
 * code can copy the address.
 */
import { classify, readAuthorizeFailure, type Secret } from '@everthread/client'
import { readLoginAnswer } from './login-answer.ts'
import type { LoginPhrase } from './login-phrase.ts'

export type Paste =
  | { readonly kind: 'granted'; readonly code: Secret }
  | { readonly kind: 'denied' }
  /** The login window refused: nothing more will come of this login. */
  | { readonly kind: 'window-refused'; readonly phrase: WindowRefusal }
  /** Not the right thing: said, and asked for again. */
  | { readonly kind: 'again'; readonly phrase: LoginPhrase }
  | { readonly kind: 'nothing' }

const WINDOW_REFUSALS = ['app-id-wrong', 'redirect-uri-wrong', 'not-a-tester', 'login-misconfigured'] as const

export type WindowRefusal = (typeof WINDOW_REFUSALS)[number] | 'window-refused'

/** As Meta's tokens begin: `THAA…` and `THQVJ…`. */
const TOKEN = /^TH(?:AA|QV)[\w-]{16,}$/

export function readPaste(text: string, expectedState: string): Paste {
  const pasted = text.trim()
  if (pasted === '') return { kind: 'nothing' }
  if (TOKEN.test(pasted)) return { kind: 'again', phrase: 'paste-is-token' }
  const failure = readAuthorizeFailure(pasted)
  if (failure !== undefined) return { kind: 'window-refused', phrase: windowRefusal(failure) }
  const answer = readLoginAnswer(pasted, expectedState)
  switch (answer.kind) {
    case 'granted':
      return answer
    case 'denied':
      return { kind: 'denied' }
    case 'wrong-state':
      return { kind: 'again', phrase: 'wrong-state' }
    case 'unusable':
      return { kind: 'again', phrase: `paste-${answer.why}` }
    default:
      return answer satisfies never
  }
}

function windowRefusal(failure: Error): WindowRefusal {
  const { reason } = classify(failure)
  return WINDOW_REFUSALS.find((known) => known === reason) ?? 'window-refused'
}
