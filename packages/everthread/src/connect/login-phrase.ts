/** What a login says to the person while it waits, and how it ended. The words stand in `words/login-words.ts`. */

export const LOGIN_PHRASES = [
  // while it waits
  'open-address', // the address to open, always told
  'browser-opened',
  'certificate-warning', // the browser will warn of our own certificate, once
  'forwarding', // the person's own HTTPS address: where a reverse proxy may hand the callback on
  'paste-address', // the page's address can be pasted
  'port-taken', // so there is only pasting
  'port-forbidden',
  'wrong-state', // an answer to another login than this one: refused, and waited on
  'paste-not-an-address',
  'paste-incomplete', // an address without the answer
  'paste-damaged',
  'paste-is-token',
  // how it ended
  'granted',
  'denied',
  'timed-out',
  'input-ended', // nothing can come any more: pasting was the only way
  'app-id-wrong', // 4476002, 1349026
  'redirect-uri-wrong', // 1349168
  'not-a-tester', // 1349245
  'login-misconfigured', // 1
  'window-refused', // another page of the login window
] as const

export type LoginPhrase = (typeof LOGIN_PHRASES)[number]

export interface LoginFacts {
  /** The address of the login window. */
  readonly url: string
  readonly redirectUri: string
  /** Where we listen on loopback. */
  readonly port: number
}
