/** What a route answers; how it becomes bytes is the server's business. */

export type Answer =
  | { readonly kind: 'json'; readonly status: number; readonly body: object; readonly error?: string }
  | { readonly kind: 'text'; readonly status: number; readonly type: string; readonly body: string }
  | BytesAnswer
  | { readonly kind: 'redirect'; readonly location: string }

/** A file, or a part of it. */
export interface BytesAnswer {
  readonly kind: 'bytes'
  readonly status: number
  readonly type: string
  readonly body: Uint8Array
  readonly headers: Readonly<Record<string, string>>
}

/** An answer, or none: the connection breaks. */
export type Delivery = { readonly kind: 'answer'; readonly answer: Answer } | { readonly kind: 'drop' }

export const JSON_TYPE = 'application/json; charset=UTF-8'
export const HTML_TYPE = 'text/html; charset=utf-8'

export function json(body: object): Answer {
  return { kind: 'json', status: 200, body }
}

/** JSON that is written already. */
export function jsonText(body: string): Answer {
  return { kind: 'text', status: 200, type: JSON_TYPE, body }
}

export function html(body: string): Answer {
  return { kind: 'text', status: 200, type: HTML_TYPE, body }
}

/** Whether it says that all went well, in JSON. */
export function isSuccess(answer: Answer): boolean {
  const isJson = answer.kind === 'json' || (answer.kind === 'text' && answer.type === JSON_TYPE)
  return isJson && answer.status === 200
}

export function statusOf(answer: Answer): number {
  return answer.kind === 'redirect' ? 302 : answer.status
}
