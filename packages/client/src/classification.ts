/**
 * What a refusal means: one table, for people and for `classify`. A test reads it out of this comment, holds the code
 * to it, and holds the README to it as well.
 *
 * The first row that fits wins. Codes come before HTTP statuses, because Meta answers 400 and 500 as it likes; texts
 * never count, because Meta translates them. `any` is any subcode, or none. Code 102 counts as 190. The names are the
 * `THREADS_API__…` by which Meta documents three errors without a number.
 *
 * | code/subcode, or name            | at                 | kind         | reason                    | what Meta says with it                      |
 * | -------------------------------- | ------------------ | ------------ | ------------------------- | ------------------------------------------- |
 * | 190/458                          |                    | token        | app-removed               | the user removed the app                    |
 * | 190/459                          |                    | token        | checkpoint                | the user must log in at the website         |
 * | 190/460                          |                    | token        | password-changed          | or a security reset                         |
 * | 190/463                          |                    | token        | expired                   | session has expired                         |
 * | 190/464                          |                    | token        | account-unconfirmed       | unconfirmed user                            |
 * | 190/467                          |                    | token        | token-invalid             | expired, revoked or otherwise invalid       |
 * | 190/492                          |                    | token        | token-invalid             | invalid session                             |
 * | 100/10                           |                    | permission   | not-a-tester              | the grant is not effective                  |
 * | 10/4279067                       |                    | permission   | access-tier               | app review is needed                        |
 * | 24/4279009                       |                    | not_yet      | media-not-found           | right after create, even after FINISHED     |
 * | 100/33                           |                    | rejected     | not-found                 | unknown or invisible id                     |
 * | 100/4279004                      |                    | rejected     | carousel-children-invalid | not finished, expired, or no carousel item  |
 * | 100/4279023                      |                    | rejected     | already-long-lived        | exchange of a long-lived token              |
 * | 100/4279030                      |                    | rejected     | code-used                 | authorization code used or unknown          |
 * | 100/4279071                      |                    | rejected     | topic-tag-refused         | topic tag not permitted                     |
 * | -1/4279047                       |                    | rejected     | link-refused              | link not fetchable, or redirecting          |
 * | any/2207051                      |                    | blocked      | action-blocked            | restricted to protect the community         |
 * | any/2207052                      |                    | rejected     | media-not-fetched         | image or video not downloadable             |
 * | any/4279013                      |                    | blocked      | account-restricted        | user or account restricted                  |
 * | LINK_LIMIT_EXCEEDED              |                    | rejected     | link-limit                | more than 5 links                           |
 * | FEATURE_NOT_AVAILABLE            |                    | rejected     | feature-not-available     | geo-gating is not for this user             |
 * | GEO_GATING_INVALID_COUNTRY_CODES |                    | rejected     | country-codes-invalid     | no such country                             |
 * | 1/any                            | authorize          | caller       | login-misconfigured       | the login window: several causes            |
 * | 10/any                           | publish            | unknown      | outcome-unknown           | comes although the post is out              |
 * | 400/any                          | oauth_access_token | rejected     | code-used                 | the code exchange's older envelope          |
 * | -1/any                           |                    | transient    | server-error              | fatal                                       |
 * | 1/any                            |                    | transient    | server-error              | unknown error                               |
 * | 2/any                            |                    | transient    | server-error              | service unavailable                         |
 * | 3/any                            |                    | rejected     | method-unknown            | unknown method, or no capability            |
 * | 4/any                            |                    | rate_limited | app-rate-limited          | application limit: for all its accounts     |
 * | 10/any                           |                    | permission   | scope-missing             | no permission for this action               |
 * | 17/any                           |                    | rate_limited | rate-limited              | user limit                                  |
 * | 24/any                           |                    | rejected     | not-found                 | does not exist                              |
 * | 32/any                           |                    | rate_limited | rate-limited              | page limit                                  |
 * | 100/any                          |                    | rejected     | invalid-parameter         | text too long, bad URL, unknown field, …    |
 * | 101/any                          |                    | caller       | app-secret-wrong          | app id and secret do not fit                |
 * | 104/any                          |                    | caller       | token-not-sent            | a token is required                         |
 * | 190/any                          |                    | token        | token-invalid             | cannot parse, malformed, not decryptable    |
 * | 191/any                          |                    | caller       | redirect-uri-wrong        | not the one of the login                    |
 * | 341/any                          |                    | rate_limited | app-rate-limited          | application limit: for all its accounts     |
 * | 368/any                          |                    | blocked      | policy-block              | policy block                                |
 * | 452/any                          |                    | not_yet      | too-young                 | seen on renewal; its meaning is not certain |
 * | 506/any                          |                    | rejected     | duplicate-post            | duplicate                                   |
 * | 613/any                          |                    | rate_limited | rate-limited              | the Threads API's limit (4279002)           |
 * | 803/any                          |                    | rejected     | not-found                 | some aliases do not exist                   |
 * | 2500/any                         |                    | caller       | token-not-sent            | no active token, or an unknown path         |
 * | 1349026/any                      |                    | caller       | app-id-wrong              | the login window: often the Meta app id     |
 * | 1349168/any                      |                    | caller       | redirect-uri-wrong        | the login window: not registered            |
 * | 1349245/any                      |                    | permission   | not-a-tester              | the login window: invitation not accepted   |
 * | 1609005/any                      |                    | rejected     | link-refused              | link could not be attached                  |
 * | 4476002/any                      |                    | caller       | app-id-wrong              | the login window: no app id                 |
 * | 200…299/any                      |                    | permission   | scope-missing             | not granted, or removed                     |
 * | 80001…80014/any                  |                    | rate_limited | rate-limited              | business use case limits                    |
 *
 * Below the table: HTTP 429 is `rate-limited`; `is_transient`, or a status from 500, is a `server-error`; what is left
 * is `unrecognised`, and the token is a suspect. Without an answer of the API's: `transient`, by what stood in the way.
 * At `publish`, whatever is transient and may have been acted on is `outcome-unknown`: look at the container first.
 *
 * @see https://developers.facebook.com/docs/graph-api/guides/error-handling (read 2026-11)
 */
import { ThreadsApiError, ThreadsProtocolError, ThreadsTransportError } from './errors.ts'
import {
  type Classification,
  blocked,
  caller,
  denied,
  limited,
  notYet,
  rejected,
  token,
  transient,
  unknown,
} from './meaning.ts'

/**
 * Says what a failure means. Pure; takes whatever was caught.
 *
 * @param error anything; what is none of the three families (and no `TypeError`) is `unknown`, `unrecognised`
 */
export function classify(error: unknown): Classification {
  if (error instanceof ThreadsApiError) return atPublish(error, refusalMeaning(error))
  if (error instanceof ThreadsProtocolError) return atPublish(error, protocolMeaning(error))
  if (error instanceof ThreadsTransportError) {
    const meaning = error.code === 'aborted' ? caller('aborted') : transient(error.code)
    return error.outcome === 'not_sent' ? meaning : atPublish(error, meaning)
  }
  return error instanceof TypeError ? caller('invalid-argument') : unknown('unrecognised')
}

/** A post must not go out twice. (Refusals at `publish` that are not transient were not acted on, code 10 excepted.) */
function atPublish({ endpoint }: { readonly endpoint: string }, meaning: Classification): Classification {
  const doubtful = meaning.kind === 'transient' || meaning.reason === 'aborted'
  return endpoint === 'publish' && doubtful ? unknown('outcome-unknown') : meaning
}

function protocolMeaning({ code, status }: ThreadsProtocolError): Classification {
  if (status === 429) return limited('rate-limited')
  if (status >= 500) return transient('server-error')
  return transient(code === 'field' || code === 'shape' || code === 'status' ? 'answer-unusable' : 'not-json')
}

function refusalMeaning({
  code,
  subcode,
  endpoint,
  apiName = '',
  isTransient,
  status = 0,
}: ThreadsApiError): Classification {
  const byCode = code === 102 ? 190 : code
  const row =
    EXACT[`${byCode}/${subcode}`] ??
    BY_SUBCODE[`${subcode}`] ??
    BY_NAME[apiName] ??
    AT_ENDPOINT[`${endpoint} ${byCode}`] ??
    BY_CODE[byCode] ??
    byRange(byCode)
  if (row !== undefined) return row
  if (status === 429) return limited('rate-limited')
  return isTransient === true || status >= 500 ? transient('server-error') : unknown('unrecognised')
}

function byRange(code: number): Classification | undefined {
  if (code >= 200 && code <= 299) return denied('scope-missing')
  return code >= 80001 && code <= 80014 ? limited('rate-limited') : undefined
}

type Rows = Readonly<Record<string, Classification>>

const EXACT: Rows = {
  '190/458': token('app-removed'),
  '190/459': token('checkpoint'),
  '190/460': token('password-changed'),
  '190/463': token('expired'),
  '190/464': token('account-unconfirmed'),
  '100/10': denied('not-a-tester'),
  '10/4279067': denied('access-tier'),
  '24/4279009': notYet('media-not-found'),
  '100/33': rejected('not-found'),
  '100/4279004': rejected('carousel-children-invalid'),
  '100/4279071': rejected('topic-tag-refused'),
  '-1/4279047': rejected('link-refused'),
  '100/4279023': rejected('already-long-lived'),
  '100/4279030': rejected('code-used'),
}

const BY_SUBCODE: Rows = {
  4279013: blocked('account-restricted'),
  2207051: blocked('action-blocked'),
  2207052: rejected('media-not-fetched'),
}

const BY_NAME: Rows = {
  THREADS_API__LINK_LIMIT_EXCEEDED: rejected('link-limit'),
  THREADS_API__FEATURE_NOT_AVAILABLE: rejected('feature-not-available'),
  THREADS_API__GEO_GATING_INVALID_COUNTRY_CODES: rejected('country-codes-invalid'),
}

const AT_ENDPOINT: Rows = {
  'publish 10': unknown('outcome-unknown'),
  'oauth_access_token 400': rejected('code-used'),
  'authorize 1': caller('login-misconfigured'),
}

const BY_CODE: Rows = {
  [-1]: transient('server-error'),
  1: transient('server-error'),
  2: transient('server-error'),
  3: rejected('method-unknown'),
  4: limited('app-rate-limited'),
  10: denied('scope-missing'),
  17: limited('rate-limited'),
  24: rejected('not-found'),
  32: limited('rate-limited'),
  100: rejected('invalid-parameter'),
  101: caller('app-secret-wrong'),
  104: caller('token-not-sent'),
  190: token('token-invalid'),
  191: caller('redirect-uri-wrong'),
  341: limited('app-rate-limited'),
  368: blocked('policy-block'),
  452: notYet('too-young'),
  506: rejected('duplicate-post'),
  613: limited('rate-limited'),
  803: rejected('not-found'),
  2500: caller('token-not-sent'),
  1349026: caller('app-id-wrong'),
  1349168: caller('redirect-uri-wrong'),
  1349245: denied('not-a-tester'),
  1609005: rejected('link-refused'),
  4476002: caller('app-id-wrong'),
}
