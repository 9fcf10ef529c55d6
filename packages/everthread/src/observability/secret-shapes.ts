/** What a secret looks like, for whoever writes text that others read. The last line of defence: nobody should come to it. */

/** Longer than the state of a login, which may look like anything; Meta's tokens are far longer. */
const META_TOKEN = /\b(?:TH(?:[A-Z]{2}|\|)|EAA)[\w|-]{40,}/g

/** For talk: a token that somebody put where something else belongs (`adopt --token THAA…`) is not repeated to the log. */
export function withoutTokens(text: string): string {
  return text.replaceAll(META_TOKEN, REDACTED)
}

const REDACTED = '[redacted]'

/** With what follows it, up to where a URL, a header or a JSON string ends. The name stays: it helps whoever reads. */
const NAMED =
  /\b((?:access_token|client_secret|app_secret|input_token|code|signed_request|password|everthread_session|everthread_login)(?:"\s*:\s*"|=))[^&\s"';]+/gi
const BEARER = /\b(Bearer )[\w.~+/|-]+/g
const API_KEY = /\bevt_[\w-]{20,}/g
const HAND_OFF = /(\/h\/)[\w-]{16,}/g
const SEALED = /\bv1\.[\w-]{8}\.[\w-]{16}\.[\w-]+/g

/** For logs: everything that looks like a secret of ours, Meta's or a person's. */
export function withoutSecrets(text: string): string {
  return withoutTokens(text)
    .replaceAll(NAMED, `$1${REDACTED}`)
    .replaceAll(BEARER, `$1${REDACTED}`)
    .replaceAll(API_KEY, REDACTED)
    .replaceAll(HAND_OFF, '$1…')
    .replaceAll(SEALED, REDACTED)
}
