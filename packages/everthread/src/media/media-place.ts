/** Where the bytes of media lie: in the data folder, or in a bucket. Each lies there under its id, and never changes. */
import type { Media } from '../store/media.ts'
import type { Millis } from '../time/clock.ts'

export interface MediaPlace {
  readonly kind: Media['place']
  /** Takes a finished file over: afterwards it is safe here, or this rejects with `MediaError` and nothing is here. */
  keep(file: string, media: Pick<Media, 'id' | 'type' | 'bytes' | 'sha256'>): Promise<void>
  /**
   * Opened at the first read, closed at the end or when the reader leaves.
   *
   * @throws {MediaError} `missing`, `place-failed`
   */
  read(id: string, range: ByteRange): AsyncIterableIterator<Uint8Array>
  /** What is not there is no error. */
  remove(id: string): Promise<void>
  /** An address of its own that works until then; absent where Everthread serves it. */
  urlOf?(media: Pick<Media, 'id' | 'type'>, until: Millis): Promise<string>
}

export interface ByteRange {
  readonly first: number
  /** Inclusive, as in HTTP. */
  readonly last: number
}

/** New media go into the bucket, where there is one. What lay in the folder before stays there. */
export interface MediaPlaces {
  readonly folder: MediaPlace
  readonly bucket?: MediaPlace
}

export function placeOf(places: MediaPlaces, { place }: Pick<Media, 'place'>): MediaPlace | undefined {
  return places[place]
}
