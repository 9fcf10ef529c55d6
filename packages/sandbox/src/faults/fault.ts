/** What can be made to go wrong with a call (DESIGN §7). */
import type { ContainerFailure } from '../entities/container.ts'

export type Fault =
  /** That status and nothing else. The call has no effect. */
  | { readonly kind: 'status'; readonly status: number }
  /** An error of Meta's; what is not given comes from the catalogue. The call has no effect. */
  | ErrorFault
  /** The connection breaks: before the call has its effect, or after it. */
  | { readonly kind: 'drop'; readonly when: 'before' | 'after' }
  /** Served, but `ms` of real time later. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Takes effect when the sandbox's clock has gone on by `effect_ms`. */
  | { readonly kind: 'late'; readonly effect_ms: number; readonly answer: LateAnswer }
  /** That answer, whatever it is. The call has no effect. */
  | BodyFault
  /** The container that the call makes will fail like that. Only for `create_container`. */
  | { readonly kind: 'container'; readonly failure: ContainerFailure }
  /** The call has its effect, and the answer says 500 and code 10, as `threads_publish` does at times (§10.16). */
  | { readonly kind: 'ghost_success' }

export interface ErrorFault {
  readonly kind: 'error'
  readonly code: number
  readonly error_subcode?: number
  readonly status?: number
  readonly type?: string
  readonly message?: string
  readonly is_transient?: boolean
}

export interface BodyFault {
  readonly kind: 'body'
  readonly status: number
  readonly type: string
  readonly body: string
}

/** `drop` breaks the connection at once; `wait` answers when the effect has come; or an answer that is given at once. */
export type LateAnswer =
  | 'drop'
  | 'wait'
  | { readonly kind: 'status'; readonly status: number }
  | ErrorFault
  | BodyFault

/** Faults in the shapes that were met in the wild (failure-modes.md T5, T6, T21). */
export const fault = {
  /** 613/4279002. */
  rateLimit: (): Fault => ({ kind: 'error', code: 613, error_subcode: 4279002 }),
  /** Meta is down: 503 with nothing in it. */
  unavailable: (): Fault => ({ kind: 'status', status: 503 }),
  /** A captive portal, or an error page of a proxy: 200 and HTML. */
  html: (): Fault => ({
    kind: 'body',
    status: 200,
    type: 'text/html; charset=utf-8',
    body: '<!doctype html><title>Welcome to our Wi-Fi</title><p>Accept the terms to go on.</p>',
  }),
  /** JSON by its header, not by its content. */
  garbage: (): Fault => ({ kind: 'body', status: 200, type: JSON_TYPE, body: '\u0000\u0001\uFFFD]]}{"' }),
  /** JSON that ends in the middle. */
  truncated: (): Fault => ({ kind: 'body', status: 200, type: JSON_TYPE, body: '{"access_token":"THAA' }),
  /** 200, well-formed, and without what was asked for. */
  empty: (): Fault => ({ kind: 'body', status: 200, type: JSON_TYPE, body: '{}' }),
  /** 200 with an error inside. */
  okWithError: (code = 2, error_subcode?: number): Fault => ({
    kind: 'error',
    code,
    ...(error_subcode !== undefined && { error_subcode }),
    status: 200,
  }),
  /** The answer is lost although the call took effect. */
  answerLost: (): Fault => ({ kind: 'drop', when: 'after' }),
  /** 500 and code 10, although the post is out. */
  ghostSuccess: (): Fault => ({ kind: 'ghost_success' }),
  /** The next container fails in processing. */
  failedContainer: (failure: ContainerFailure = 'FAILED_PROCESSING_VIDEO'): Fault => ({
    kind: 'container',
    failure,
  }),
  /** The call never arrives. */
  unreachable: (): Fault => ({ kind: 'drop', when: 'before' }),
} as const

const JSON_TYPE = 'application/json; charset=UTF-8'
