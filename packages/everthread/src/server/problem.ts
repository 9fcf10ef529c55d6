/** Everything that a request can be answered with instead of what it asked for: a closed list of stable codes. */

export const PROBLEM_STATUS = {
  // the request is not understood
  'not-json': 400,
  'no-body': 400,
  invalid: 422,
  'body-too-large': 413,
  'length-required': 411,
  'unsupported-media-type': 415,
  'not-found': 404,
  'method-not-allowed': 405,
  'idempotency-key-shape': 400,
  'wrong-host': 421,
  // who asks
  unauthenticated: 401,
  'wrong-login': 401,
  forbidden: 403,
  'cross-site': 403,
  'link-spent': 403,
  'too-many-tries': 429,
  'signature-wrong': 403,
  // what is there
  'account-unknown': 404,
  'post-unknown': 404,
  'media-unknown': 404,
  'key-unknown': 404,
  'generation-unknown': 404,
  'owner-exists': 409,
  'password-wrong': 409,
  'version-conflict': 409,
  publishing: 409,
  'wrong-state': 409,
  'in-doubt': 409,
  'no-parts': 422,
  'no-slot': 409,
  'time-past': 422,
  'not-a-time': 422,
  'queue-paused': 409,
  'bad-link': 422,
  'part-unknown': 404,
  'part-is-out': 409,
  'media-missing': 422,
  'media-refused': 422,
  'not-ours': 409,
  'not-deleted': 502,
  'not-handed-off': 409,
  'too-many-streams': 429,
  'account-busy': 409,
  'nothing-to-roll-back': 409,
  'idempotency-in-flight': 409,
  'idempotency-unknown': 409,
  'idempotency-mismatch': 422,
  // the token that was handed over
  'token-refused': 409,
  'meta-unclear': 502,
  // what is missing here
  'app-missing': 409,
  'no-public-url': 409,
  'login-expired': 403,
  'login-denied': 403,
  'not-available': 501,
  'store-unavailable': 503,
  defect: 500,
} as const satisfies Record<string, number>

export type ProblemCode = keyof typeof PROBLEM_STATUS
export type ProblemStatus = (typeof PROBLEM_STATUS)[ProblemCode]

/** A field that is wrong, as a JSON Pointer into the body, or the name of a parameter. */
export interface FieldProblem {
  readonly pointer?: string
  readonly parameter?: string
  readonly code: string
  readonly message: string
  readonly remedy?: string
}

export interface ProblemDetails {
  /** Instead of the sentence that the code has by itself. */
  readonly message?: string | undefined
  readonly remedy?: string | undefined
  readonly fields?: readonly FieldProblem[]
  readonly retryAfterMs?: number
  /** The methods that the path has, for 405. */
  readonly allow?: readonly string[]
  readonly cause?: unknown
}

/** Thrown by a handler; answered as a problem document. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: ProblemCode
  readonly details: ProblemDetails

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(details.message ?? code, { cause: details.cause })
    this.code = code
    this.details = details
  }

  get status(): ProblemStatus {
    return PROBLEM_STATUS[this.code]
  }
}
