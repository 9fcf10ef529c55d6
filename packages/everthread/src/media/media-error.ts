/** What keeps media from being kept or given out. People are told by `words/failure-words`; the message is for a log. */

export const MEDIA_ERROR_CODES = [
  'disk-full',
  'upload-broken', // whoever sent it broke off
  'missing', // the row is there, and the bytes are not
  'place-failed', // the disk or the bucket reports an error
] as const

export type MediaErrorCode = (typeof MEDIA_ERROR_CODES)[number]

export class MediaError extends Error {
  override readonly name = 'MediaError'
  readonly code: MediaErrorCode
  /** The system's or the bucket's own word: `EIO`, `NoSuchBucket`. */
  readonly detail?: string

  constructor(
    code: MediaErrorCode,
    { detail, ...options }: ErrorOptions & { readonly detail?: string } = {},
  ) {
    super(detail === undefined ? code : `${code} (${detail})`, options)
    this.code = code
    if (detail !== undefined) this.detail = detail
  }
}
