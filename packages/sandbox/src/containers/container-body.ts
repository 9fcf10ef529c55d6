/** The body of a new container: its file is fetched and looked at, its children are looked up. */
import type { Container, ContainerFailure } from '../entities/container.ts'
import type { ContentBody, MediaFile } from '../entities/content.ts'
import { MetaRefusal } from '../errors/meta-refusal.ts'
import { type Download, fetchMedia } from '../media/fetch-media.ts'
import { type Inspection, inspectFilm, inspectPicture } from '../media/inspect-media.ts'
import { hasPublicHost } from '../media/public-host.ts'
import type { State } from '../state/state.ts'
import type { World } from '../world.ts'
import type { ContainerOrder } from './container-order.ts'
import { statusOf } from './container-status.ts'

export interface BuiltBody {
  readonly body: ContentBody
  /** How the work on it will end. */
  readonly failure: ContainerFailure | undefined
}

/** @throws MetaRefusal 1/2207052 where a file cannot be had, 100/4279004 for children that cannot be used. */
export async function buildBody(world: World, order: ContainerOrder, ownerId: string): Promise<BuiltBody> {
  switch (order.media_type) {
    case 'TEXT':
      return { body: { kind: 'TEXT' }, failure: undefined }
    case 'IMAGE':
    case 'VIDEO':
      return buildFile(world, order, order.media_type)
    case 'CAROUSEL':
      return { body: carouselOf(world, order.children, ownerId), failure: undefined }
    default:
      return order.media_type satisfies never
  }
}

async function buildFile(world: World, order: ContainerOrder, kind: MediaFile['kind']): Promise<BuiltBody> {
  const sourceUrl = (kind === 'IMAGE' ? order.image_url : order.video_url) ?? ''
  const download = await downloadFor(world, kind, sourceUrl)
  const { failure, ...seen } = inspect(world, kind, download)
  const digest = download.kind === 'fetched' ? keep(world, download, { ...seen, sourceUrl }) : ''
  const file = { kind, sourceUrl, digest, ...seen, altText: order.alt_text }
  return { body: { kind, file }, failure }
}

/** A picture that breaks off is as good as none; a film's container finds out later. @throws MetaRefusal */
async function downloadFor(world: World, kind: MediaFile['kind'], url: string): Promise<Download> {
  const isOpen = world.switches.loopbackMedia === 'allow' || hasPublicHost(url)
  const download: Download = isOpen ? await fetchMedia(world.fetch, url) : { kind: 'unreachable' }
  const isLost = download.kind === 'unreachable' || (download.kind === 'broken_off' && kind === 'IMAGE')
  if (isLost) throw new MetaRefusal('media_download_failed', { url })
  return download
}

function inspect(world: World, kind: MediaFile['kind'], download: Download): Inspection {
  if (download.kind !== 'fetched') return BROKEN_OFF
  return kind === 'IMAGE' ? inspectPicture(download) : inspectFilm(download, world.switches.videoLayout)
}

const BROKEN_OFF: Inspection = {
  contentType: 'application/octet-stream',
  width: 0,
  height: 0,
  failure: 'FAILED_DOWNLOADING_VIDEO',
}

/** Returns the digest. */
function keep(
  { media }: World,
  { digest, size, bytes }: Extract<Download, { kind: 'fetched' }>,
  { contentType, sourceUrl }: Pick<MediaFile, 'contentType' | 'sourceUrl'>,
): string {
  media.put(digest, { contentType, sourceUrl, bytes: bytes.length === size ? bytes : undefined })
  return digest
}

const CHILDREN = { least: 2, most: 20 } as const

function carouselOf({ state, clock }: World, ids: readonly string[], ownerId: string): ContentBody {
  const now = clock.now()
  const children = ids.map((id) => ({ id, file: childFile(state, id, { ownerId, now }) }))
  const usable = children.flatMap(({ id, file }) => (file ? [{ id, file }] : []))
  const bad = children.filter(({ file }) => !file).map(({ id }) => id)
  const isRightNumber = ids.length >= CHILDREN.least && ids.length <= CHILDREN.most
  if (bad.length > 0 || !isRightNumber || new Set(ids).size < ids.length) {
    throw new MetaRefusal('carousel_children_invalid', { ids: (bad.length > 0 ? bad : ids).join(', ') })
  }
  return { kind: 'CAROUSEL', children: usable }
}

/** `undefined` when the container is none that this carousel could have. */
function childFile(
  state: State,
  id: string,
  { ownerId, now }: { readonly ownerId: string; readonly now: number },
): MediaFile | undefined {
  const child = state.containers.get(id)
  return child && isUsableChild(child, ownerId, now) && 'file' in child.content.body
    ? child.content.body.file
    : undefined
}

function isUsableChild(child: Container, ownerId: string, now: number): boolean {
  return child.ownerId === ownerId && child.isCarouselItem && statusOf(child, now) === 'FINISHED'
}
