/** One error as Meta answers it, as data. The catalogue's files hold the rows, section by section of threads-api.md. */

export type ErrorType = 'OAuthException' | 'THApiException'

/**
 * How the answer is written: Meta's envelope, the login window's own JSON (§2.2), or the older shape that the docs still
 * show for the code exchange (§2.4).
 */
export type ErrorShape = 'envelope' | 'window' | 'docs'

/** How sure we are: confirmed, one source, a guess of ours, contradicted (threads-api.md §0.1). */
export type Confidence = 'C' | 'S' | 'G' | '?'

export interface ErrorRow {
  readonly shape?: ErrorShape
  readonly code: number
  readonly subcode?: number
  readonly status: number
  readonly type: ErrorType | (string & {})
  /** `%name%` stands for a value of the moment. */
  readonly message: string
  readonly isTransient?: boolean
  /** In English, as is `userMessage`: the user gets both in their own language. */
  readonly title?: string
  readonly userMessage?: string
  /** Section of threads-api.md, and how sure. */
  readonly section: string
  readonly confidence: Confidence
  /** What in this row is ours although the row is not. */
  readonly note?: string
}

/** Checks each row, and keeps names and texts as literal types: `translations.ts` must have them all. */
export function rows<const Rows extends Readonly<Record<string, ErrorRow>>>(section: Rows): Rows {
  return section
}
