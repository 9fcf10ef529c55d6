/** What the lane of posts needs of others: the rules that refuse a post, and where Meta can fetch our files. */
import type { PostSurroundings } from '../account/post-lane-deps.ts'
import { bucketSettings } from '../config/bucket-settings.ts'
import type { Config } from '../config/config.ts'
import type { RawEnv } from '../config/env.ts'
import { reachablePlaces } from '../media/media-places.ts'
import { refusalsOf } from '../publisher/check-post.ts'
import type { Installation } from './installation.ts'
import type { InstalledMedia } from './installed-media.ts'

export interface PostSurroundingsOptions {
  readonly installation: Pick<Installation, 'store'>
  readonly config: Pick<Config, 'publicUrl'>
  readonly raw: RawEnv
  readonly media: Pick<InstalledMedia, 'publicUrlOf'>
}

export function postSurroundings(options: PostSurroundingsOptions): PostSurroundings {
  const { installation, config, raw, media } = options
  const places = reachablePlaces({ publicUrl: config.publicUrl, bucket: bucketSettings(raw) })
  return {
    preflight: refusalsOf(installation.store.db, { reachablePlaces: places }),
    publicUrlOf: media.publicUrlOf,
  }
}
