/** Whether an address that came back is the answer to this login. The same for the browser's callback and for a paste. */
import { parseCallback, type Secret } from '@everthread/client'
import { isSameState } from './login-state.ts'

export type LoginAnswer =
  | { readonly kind: 'granted'; readonly code: Secret }
  /** `proven`: it carried our state. What Meta sends back with a refusal is not documented, so it may carry none. */
  | { readonly kind: 'denied'; readonly proven: boolean }
  | { readonly kind: 'wrong-state' }
  | { readonly kind: 'unusable'; readonly why: 'not-an-address' | 'incomplete' | 'damaged' }

export function readLoginAnswer(address: string, expectedState: string): LoginAnswer {
  const callback = parseCallback(address)
  switch (callback.kind) {
    case 'unusable':
      return { kind: 'unusable', why: WHY[callback.why] }
    case 'denied':
      if (callback.state === undefined) return { kind: 'denied', proven: false }
      return isSameState(expectedState, callback.state)
        ? { kind: 'denied', proven: true }
        : { kind: 'wrong-state' }
    case 'code':
      if (callback.state === undefined) return { kind: 'unusable', why: 'incomplete' }
      return isSameState(expectedState, callback.state)
        ? { kind: 'granted', code: callback.code }
        : { kind: 'wrong-state' }
    default:
      return callback satisfies never
  }
}

const WHY = {
  'not-a-url': 'not-an-address',
  'no-code': 'incomplete',
  ambiguous: 'damaged',
  'malformed-code': 'damaged',
} as const
