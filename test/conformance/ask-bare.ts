/** A request as the client would never send it: to see what is answered. */
import type { Target } from './target.ts'

export interface BareQuestion {
  /** With its query. */
  readonly path: string
  /** Travels in the header. */
  readonly token?: string
  /** Makes it a POST. */
  readonly form?: Readonly<Record<string, string>>
  /** Makes it a POST. */
  readonly json?: object
}

export interface BareAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** What the answer is about, where it has an id. */
  readonly id?: string
  readonly error?: { readonly code?: number; readonly error_subcode?: number }
}

export async function askBare(
  { transport }: Target,
  { path, token, form, json }: BareQuestion,
): Promise<BareAnswer> {
  const answer = await fetch(transport.baseUrl + path, {
    method: form || json ? 'POST' : 'GET',
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(json !== undefined && { 'content-type': 'application/json' }),
    },
    body: form ? new URLSearchParams(form) : json ? JSON.stringify(json) : null,
    redirect: 'manual',
  })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, text, ...partsOf(text) }
}

function partsOf(text: string): Pick<BareAnswer, 'id' | 'error'> {
  try {
    const { id, error } = JSON.parse(text) as Pick<BareAnswer, 'id' | 'error'>
    return { ...(id !== undefined && { id }), ...(error !== undefined && { error }) }
  } catch {
    return {} // A page instead of JSON has neither.
  }
}
