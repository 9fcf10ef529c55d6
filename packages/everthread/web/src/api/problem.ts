/** What the service refuses, as a problem document says it (RFC 9457), in the language of the page. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly code: string
  readonly status: number
  readonly remedy: string | undefined

  constructor(status: number, document: ProblemDocument) {
    super(document.title ?? '')
    this.status = status
    this.code = document.code ?? 'unknown'
    this.remedy = document.remedy
  }
}

interface ProblemDocument {
  readonly title?: string
  readonly code?: string
  readonly remedy?: string
}

/** Resolves with the body of a good answer; rejects with `ApiProblem`, or with what `fetch` threw where there was no answer. */
export async function read<T>(
  answer: Promise<{ ok: boolean; status: number; json(): Promise<T> }>,
): Promise<T> {
  const response = await answer
  if (response.ok) return response.json()
  throw await problemIn(response)
}

/** The same where a good answer has no body. */
export async function done(answer: Promise<Refusable>): Promise<void> {
  const response = await answer
  if (!response.ok) throw await problemIn(response)
}

export interface Refusable {
  readonly ok: boolean
  readonly status: number
  json(): Promise<unknown>
}

export async function problemIn(response: Refusable): Promise<ApiProblem> {
  const document: unknown = await response.json().catch(() => ({}))
  return new ApiProblem(response.status, asDocument(document))
}

function asDocument(value: unknown): ProblemDocument {
  return typeof value === 'object' && value !== null ? value : {}
}
