/**
 * What the login window says when it fails. It never sends anything back then: it shows a page of text, which a person can bring
 * here. Pure. The codes are those of docs/meta-dashboard.md.
 */

export const WINDOW_FAILURES = ['redirect', 'tester', 'app-id', 'unclear'] as const
export type WindowFailure = (typeof WINDOW_FAILURES)[number]

export const CODES: Readonly<Record<WindowFailure, readonly string[]>> = {
  redirect: ['1349168'],
  tester: ['1349245'],
  'app-id': ['1349026', '4476002'],
  unclear: ['1'],
}

export type Pasted =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'failure'; readonly failure: WindowFailure }
  /** The address of a login that went well, or was declined: nothing has failed. */
  | { readonly kind: 'answer' }
  | { readonly kind: 'unknown' }

export function readPasted(text: string): Pasted {
  const pasted = text.trim()
  if (pasted === '') return { kind: 'nothing' }
  const code = /error_code"?\s*[:=]\s*"?(\d+)/.exec(pasted)?.[1] ?? /\b\d{7}\b/.exec(pasted)?.[0]
  const failure = code === undefined ? undefined : WINDOW_FAILURES.find((one) => CODES[one].includes(code))
  if (failure) return { kind: 'failure', failure }
  return /[?&](?:code|error)=/.test(pasted) ? { kind: 'answer' } : { kind: 'unknown' }
}
