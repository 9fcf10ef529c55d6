/** The media of an installation: taken over, served, found by Meta, and swept. */
import nodeFs from 'node:fs/promises'
import { bucketSettings } from '../config/bucket-settings.ts'
import type { Config } from '../config/config.ts'
import type { RawEnv } from '../config/env.ts'
import { type Addition, addMedia, type Upload } from '../media/add-media.ts'
import { placeOf } from '../media/media-place.ts'
import { openMediaPlaces } from '../media/media-places.ts'
import { signedPath } from '../media/media-url.ts'
import { publicUrlOf, serveMedia } from '../media/serve-media.ts'
import { sweepMedia } from '../media/sweep-media.ts'
import { findMedia, type Media } from '../store/media.ts'
import type { Clock, Millis } from '../time/clock.ts'
import { DAY, HOUR, MINUTE } from '../time/duration.ts'
import type { Installation } from './installation.ts'

export interface InstalledMedia extends Disposable {
  /** @throws {MediaError} and nothing is left behind */
  readonly add: (upload: Upload) => Promise<Addition>
  /** `GET` and `HEAD /media/…`. */
  readonly serve: (request: Request) => Promise<Response>
  /** Where Meta can fetch it until then; `undefined` for unknown media, and where nobody reaches us. */
  readonly publicUrlOf: (mediaId: string, until: Millis) => Promise<string | undefined>
  /** Where a page of ours can show or save it for an hour. */
  readonly pageUrlOf: (mediaId: string) => Promise<PageMedia | undefined>
  /** Removes what nobody refers to, once a day, until the signal. */
  readonly keepSwept: (signal: AbortSignal) => Promise<void>
}

export interface PageMedia {
  readonly kind: Media['kind']
  readonly url: string
}

export interface InstalledMediaOptions {
  readonly installation: Pick<Installation, 'dataDir' | 'store' | 'vault'>
  readonly config: Pick<Config, 'publicUrl'>
  readonly raw: RawEnv
  readonly clock: Pick<Clock, 'now'>
  readonly host: Clock
  readonly randomId: () => string
  readonly onTrouble: (error: unknown) => void
}

/** @throws {ConfigError} for a bucket whose settings are incomplete */
export async function openMedia(options: InstalledMediaOptions): Promise<InstalledMedia> {
  const { installation, config, raw, clock, host, randomId } = options
  const { dataDir, store, vault } = installation
  const opened = await openMediaPlaces({ dataDir, bucket: bucketSettings(raw), clock: host })
  const { places, mediaFolder } = opened
  const deps = { store, vault, clock, places, mediaFolder, files: nodeFs }
  const { publicUrl } = config
  return {
    add: (upload) => addMedia({ ...deps, newId: randomId }, upload),
    serve: serveMedia(deps),
    publicUrlOf: (mediaId, until) => publicUrlOf({ ...deps, publicUrl }, mediaId, until),
    pageUrlOf: async (mediaId) => {
      const media = await findMedia(store.db, mediaId)
      const place = media && placeOf(places, media)
      if (!place) return undefined
      const until = (clock.now() + HOUR) as Millis
      return { kind: media.kind, url: (await place.urlOf?.(media, until)) ?? signedPath(vault, media, until) }
    },
    keepSwept: (signal) => keepSwept({ ...options, signal }, () => sweepMedia({ ...deps, host })),
    [Symbol.dispose]: () => opened[Symbol.dispose](),
  }
}

interface Sweeping extends Pick<InstalledMediaOptions, 'host' | 'onTrouble'> {
  readonly signal: AbortSignal
}

/** A minute after the start, and daily. What goes wrong is told, and tried again the next day. */
async function keepSwept(
  { host, onTrouble, signal }: Sweeping,
  sweep: () => Promise<unknown>,
): Promise<void> {
  let sweptAt = host.ticks() - DAY
  while (!signal.aborted) {
    await host.sleep(MINUTE, signal)
    if (signal.aborted || host.ticks() - sweptAt < DAY) continue
    sweptAt = host.ticks()
    await sweep().catch(onTrouble)
  }
}
