/** What the API asks of whoever keeps media. */
export interface MediaPart {
  /** As it comes: it may be gigabytes. */
  add(upload: MediaUpload): Promise<MediaAddition>
}

export interface MediaUpload {
  readonly stream: AsyncIterable<Uint8Array>
  readonly name?: string
  /** What the sender announced: what is too large is refused unread. */
  readonly declaredBytes?: number
}

export interface AddedMedia {
  readonly id: string
  readonly kind: 'image' | 'video'
  readonly type: string
  readonly bytes: number
  readonly width: number
  readonly height: number
  readonly durationMs?: number
  readonly name?: string
}

/** Said in the language of the service. */
export interface SaidMediaFinding {
  readonly rule: string
  readonly message: string
  readonly remedy?: string
}

export type MediaAddition =
  | { readonly kind: 'added'; readonly media: AddedMedia; readonly findings: readonly SaidMediaFinding[] }
  | { readonly kind: 'refused'; readonly findings: readonly SaidMediaFinding[] }
