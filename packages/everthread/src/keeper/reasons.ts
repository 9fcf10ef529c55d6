/**
 * The closed list of reasons. Each appears word for word in logs, JSON, events and on the screen; what it says to a
 * person stands in `words/`, in English and Russian, and a reason without words does not compile.
 */

/** Why a decision was made, or how an attempt ended. */
export const REASONS = [
  // wait
  'fresh', // alive, and the planned time has not come
  'too-young', // younger than the 24 hours Meta asks for
  'renewed-recently', // renewed less than 24 hours ago
  'backing-off', // an attempt failed and the next one is not due
  'permanent', // Meta says that it never expires
  'window-not-reached', // more is left than `--within` asks for
  'rolled-back', // made current again by a person a moment ago, and left as it is for a day
  // exchange, renew, probe
  'short-lived', // a one-hour token, and the app secret is known
  'due', // a third of the lifetime is left, or the configured window is reached
  'emergency', // the last twentieth of the lifetime
  'forced', // `--force`
  'lifetime-unknown', // nothing known: one renewal attempt is the probe
  'expired-try-once', // past its expiry by our clock, which may be wrong: tried once
  // done
  'renewed',
  'exchanged',
  'not-proven', // written, and the application does not show that it uses it
  'renewed-not-written', // the new token is safe, but a sink did not take it
  // transient
  'network', // no answer
  'not-json', // an answer that is not the API's (a portal, a proxy, HTML)
  'server-error', // Meta's own trouble: codes 1, 2, 5xx
  'rate-limited', // codes 4, 17, 613
  'clock-skew', // the host's clock differs from Meta's
  'locked', // another process is at work on this token
  // suspect
  'suspect', // an unknown refusal; the token may still be good
  'renewal-refused', // renewal was refused although `/me` is fine
  'exchange-refused', // the exchange was, without a clear cause: Meta's trouble, or a wrong app secret
  'revocation-unconfirmed', // refused once; looked at again before anybody is told
  // needs_person
  'expired', // 190/463, or past its expiry
  'password-changed', // 190/460
  'app-removed', // 190/458
  'checkpoint', // 190/459
  'account-unconfirmed', // 190/464
  'token-invalid', // 190/467, 190/492, 190 without a subcode
  'token-unreadable', // "cannot parse": of another network, or damaged
  'not-a-tester', // 100/10
  'scope-missing',
  'data-access-ending', // the grant's 90 days run out
  'data-access-expired', // the grant's 90 days are over
  'short-lived-no-secret', // a one-hour token and no app secret to exchange it
  'app-secret-wrong',
  'renewal-answer-lost', // Meta renewed, the answer was lost, and the old token was revoked
  'other-user', // a valid token, of another Threads user than before
  'token-empty', // the key is there, its value is empty
  'token-missing', // there is no such key
  // local
  'disk-full',
  'file-not-readable',
  'file-not-writable',
  'wrong-key', // the encryption key is not the one the store was written with
  'store-unusable', // the data folder: its database does not open, or its key is not there
] as const

export type Reason = (typeof REASONS)[number]
