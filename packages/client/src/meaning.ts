/** The kinds of failure and the reasons within each: the closed vocabulary in which `classify` answers. */

/** The closed list of reasons, by kind. */
export interface ReasonsByKind {
  /** Goes away by itself: try again later. */
  transient:
    | 'network'
    | 'timeout'
    | 'dns'
    | 'tls'
    | 'proxy'
    /** Not the API's answer: a portal, a proxy, something cut off. */
    | 'not-json'
    /** JSON of the API's kind without what it must hold. */
    | 'answer-unusable'
    | 'server-error'
  /** Too many calls: try again after a pause that all callers of the account (or the app) share. */
  rate_limited: 'rate-limited' | 'app-rate-limited'
  /** The token is dead: a person must log in. Confirm by a second look before telling anybody. */
  token:
    | 'expired'
    | 'password-changed'
    | 'app-removed'
    | 'checkpoint'
    | 'account-unconfirmed'
    | 'token-invalid'
  /** The token lives and may not do this. */
  permission: 'scope-missing' | 'access-tier' | 'not-a-tester'
  /** Meta restricts the account: stop, and tell its owner. */
  blocked: 'account-restricted' | 'action-blocked' | 'policy-block'
  /** Too early: try the same again, a bounded number of times. */
  not_yet: 'too-young' | 'media-not-found'
  /** What was asked for is refused; asking again changes nothing. */
  rejected:
    | 'already-long-lived'
    | 'carousel-children-invalid'
    | 'code-used'
    | 'country-codes-invalid'
    | 'duplicate-post'
    | 'feature-not-available'
    | 'invalid-parameter'
    | 'link-limit'
    | 'link-refused'
    | 'media-not-fetched'
    | 'method-unknown'
    | 'not-found'
    | 'topic-tag-refused'
  /** This program, or the app's configuration, is wrong. */
  caller:
    | 'aborted'
    | 'app-id-wrong'
    | 'app-secret-wrong'
    | 'invalid-argument'
    | 'login-misconfigured'
    | 'redirect-uri-wrong'
    | 'token-not-sent'
  /** Not to be decided from here. `outcome-unknown`: find out whether it happened. `unrecognised`: suspect the token. */
  unknown: 'outcome-unknown' | 'unrecognised'
}

/** What kind of failure it is: what to do about it. */
export type ClassificationKind = keyof ReasonsByKind
/** Why, in one word of a closed list. */
export type ClassificationReason = ReasonsByKind[ClassificationKind]

type RetryableKind = 'transient' | 'rate_limited' | 'not_yet'

/** What a failure means. `retryable`: the same call may succeed later without anybody changing anything. */
export type Classification = {
  [K in ClassificationKind]: {
    readonly kind: K
    readonly reason: ReasonsByKind[K]
    readonly retryable: K extends RetryableKind ? true : false
  }
}[ClassificationKind]

export const transient = retryable('transient')
export const limited = retryable('rate_limited')
export const notYet = retryable('not_yet')
export const token = settled('token')
export const denied = settled('permission')
export const blocked = settled('blocked')
export const rejected = settled('rejected')
export const caller = settled('caller')
export const unknown = settled('unknown')

function retryable<K extends RetryableKind>(kind: K) {
  return (reason: ReasonsByKind[K]) => ({ kind, reason, retryable: true as const })
}

function settled<K extends Exclude<ClassificationKind, RetryableKind>>(kind: K) {
  return (reason: ReasonsByKind[K]) => ({ kind, reason, retryable: false as const })
}
