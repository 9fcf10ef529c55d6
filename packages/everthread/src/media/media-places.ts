/** Where this installation keeps its media. */
import { join } from 'node:path'
import type { BucketSettings } from '../config/bucket-settings.ts'
import type { Clock } from '../time/clock.ts'
import { createFolderPlace, MEDIA_FOLDER } from './folder-place.ts'
import type { MediaPlaces } from './media-place.ts'

export interface OpenPlacesOptions {
  readonly dataDir: string
  readonly bucket: BucketSettings | undefined
  readonly clock: Pick<Clock, 'now'>
}

export interface OpenPlaces extends Disposable {
  readonly places: MediaPlaces
  /** In the data folder, for what is on its way. */
  readonly mediaFolder: string
}

export async function openMediaPlaces({ dataDir, bucket, clock }: OpenPlacesOptions): Promise<OpenPlaces> {
  const mediaFolder = join(dataDir, MEDIA_FOLDER)
  const folder = createFolderPlace(mediaFolder)
  if (!bucket) return { places: { folder }, mediaFolder, [Symbol.dispose]: () => {} }
  // The client is the largest thing that Everthread can load.
  const { createBucketPlace } = await import('./bucket-place.ts')
  const inBucket = await createBucketPlace({ settings: bucket, clock })
  return {
    places: { folder, bucket: inBucket },
    mediaFolder,
    [Symbol.dispose]: () => inBucket[Symbol.dispose](),
  }
}

export interface Reach {
  readonly publicUrl?: string | undefined
  readonly bucket?: BucketSettings | undefined
}

/** From where Meta can fetch: we serve the folder ourselves, if others can reach us at all. */
export function reachablePlaces({ publicUrl, bucket }: Reach): (keyof MediaPlaces)[] {
  return [...(publicUrl ? ['folder' as const] : []), ...(bucket ? ['bucket' as const] : [])]
}
