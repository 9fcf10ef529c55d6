/**
 * The bytes that were fetched, by their digest, so that a post's picture is still there when the server that it came from
 * has gone. Not part of the state: a snapshot does not copy it, and a reset leaves it.
 */

export interface StoredMedia {
  readonly contentType: string
  /** Where the file came from: readers are sent there once its bytes are gone. */
  readonly sourceUrl: string
  /** `undefined` when there was no room, or no longer is. */
  readonly bytes: Uint8Array | undefined
}

export interface MediaStore {
  put(digest: string, media: StoredMedia): void
  find(digest: string): StoredMedia | undefined
}

const CAPACITY_BYTES = 128 * 1024 ** 2

/** Makes room by forgetting the bytes that came first. */
export function createMediaStore(capacityBytes = CAPACITY_BYTES): MediaStore {
  const byDigest = new Map<string, StoredMedia>()
  let used = 0

  const forgetBytes = (digest: string): void => {
    const media = byDigest.get(digest)
    used -= media?.bytes?.length ?? 0
    if (media) byDigest.set(digest, { ...media, bytes: undefined })
  }
  const makeRoom = (needed: number): void => {
    for (const digest of byDigest.keys()) {
      if (used + needed <= capacityBytes) return
      forgetBytes(digest)
    }
  }

  return {
    put: (digest, media) => {
      forgetBytes(digest)
      const needed = media.bytes?.length ?? 0
      const fits = needed <= capacityBytes
      if (fits) makeRoom(needed)
      used += fits ? needed : 0
      // Anew at the end: the youngest is forgotten last.
      byDigest.delete(digest)
      byDigest.set(digest, fits ? media : { ...media, bytes: undefined })
    },
    find: (digest) => byDigest.get(digest),
  }
}
