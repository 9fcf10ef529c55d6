/** Where the sandbox serves pictures and films. */
import type { MediaFile } from '../entities/content.ts'
import type { User } from '../entities/user.ts'
import { SEEDED_DIGEST } from '../population/seeded-content.ts'

/** `url` is the sandbox's own. */
export function profilePictureUrl(url: string, { username }: User): string {
  return `${url}/__sandbox/pictures/${username}.svg`
}

/** The file itself; what belongs to a population is drawn when it is fetched. */
export function mediaUrl(url: string, { digest }: MediaFile): string {
  return digest.startsWith(SEEDED_DIGEST)
    ? `${url}/__sandbox/drawings/${digest.slice(SEEDED_DIGEST.length)}.svg`
    : `${url}/__sandbox/media/${digest}`
}

/** A still of a film; the sandbox does not decode one, so it is a picture that follows from the bytes. */
export function thumbnailUrl(url: string, { digest }: MediaFile): string {
  return `${url}/__sandbox/drawings/${digest.slice(0, 24)}.svg`
}
