/**
 * Media in a bucket that speaks S3: Amazon's, or anybody's who copied it. Everthread writes there, and Meta fetches from there
 * by presigned addresses: no request for a film passes through us.
 */
import { open } from 'node:fs/promises'
import type { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import type { BucketSettings } from '../config/bucket-settings.ts'
import type { Clock } from '../time/clock.ts'
import { DAY, MINUTE, SECOND } from '../time/duration.ts'
import { MediaError } from './media-error.ts'
import type { ByteRange, MediaPlace } from './media-place.ts'

export interface BucketPlaceOptions {
  readonly settings: BucketSettings
  readonly clock: Pick<Clock, 'now'>
}

/** Somebody else may keep other things in it. */
const PREFIX = 'everthread/media/'

/** No presigned address lives longer. */
const LONGEST_MS = 7 * DAY

/** Loads the client: 100 ms and more, for those alone who have a bucket. */
export async function createBucketPlace({
  settings,
  clock,
}: BucketPlaceOptions): Promise<MediaPlace & Disposable> {
  const sdk = await import('@aws-sdk/client-s3')
  const { getSignedUrl } = await import('@aws-sdk/s3-request-presigner')
  const client = createClient(sdk.S3Client, settings)
  const nameOf = (id: string) => ({ Bucket: settings.bucket, Key: `${PREFIX}${id}` })
  return {
    kind: 'bucket',
    keep: async (path, media) => {
      await using file = await open(path, 'r')
      const command = new sdk.PutObjectCommand({
        ...nameOf(media.id),
        Body: file.createReadStream({ autoClose: false }),
        ContentLength: media.bytes,
        ContentType: media.type,
      })
      signDigest(command, media.sha256)
      await inBucket(() => client.send(command))
    },
    read: (id, range) =>
      readObject(client, new sdk.GetObjectCommand({ ...nameOf(id), Range: rangeOf(range) })),
    remove: async (id) => {
      await inBucket(() => client.send(new sdk.DeleteObjectCommand(nameOf(id))))
    },
    urlOf: ({ id, type }, until) => {
      const command = new sdk.GetObjectCommand({ ...nameOf(id), ResponseContentType: type })
      // By the duration: a bucket's clock is real, whatever ours is.
      const lifetimeMs = Math.min(Math.max(until - clock.now(), MINUTE), LONGEST_MS)
      return getSignedUrl(client, command, { expiresIn: Math.ceil(lifetimeMs / SECOND) })
    },
    [Symbol.dispose]: () => client.destroy(),
  }
}

const SILENT = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore }

function ignore(): void {}

function createClient(Client: typeof S3Client, settings: BucketSettings): S3Client {
  const { region, accessKeyId, secretAccessKey, endpoint } = settings
  return new Client({
    region,
    credentials: { accessKeyId, secretAccessKey: secretAccessKey.reveal() },
    // Names in the path: a bucket of one's own has no wildcard certificate.
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    // Copies of S3 know no trailing checksums. The digest that we sign is one already.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // It would warn on the console; what fails is thrown, and told once.
    logger: SILENT,
    requestHandler: { connectionTimeout: 5 * SECOND, socketTimeout: MINUTE },
  })
}

/** The digest of what is to be kept becomes part of the signature: what arrives otherwise is refused. */
function signDigest(command: PutObjectCommand, sha256: string): void {
  command.middlewareStack.add(
    (next) => (args) => {
      const { request } = args
      if (hasHeaders(request)) request.headers['x-amz-content-sha256'] = sha256
      return next(args)
    },
    { step: 'build', name: 'signDigest' },
  )
}

function hasHeaders(request: unknown): request is { headers: Record<string, string> } {
  return typeof request === 'object' && request !== null && 'headers' in request
}

function rangeOf({ first, last }: ByteRange): string {
  return `bytes=${first}-${last}`
}

async function* readObject(client: S3Client, command: GetObjectCommand): AsyncGenerator<Uint8Array, void> {
  const { Body } = await inBucket(() => client.send(command))
  if (!Body) return
  const stream: ReadableStream<Uint8Array> = Body.transformToWebStream()
  // Leaving early closes the connection.
  yield* stream
}

/** By the error's name alone: its message may hold what was asked for. */
async function inBucket<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const detail = error instanceof Error ? error.name : 'unknown'
    throw new MediaError(detail === 'NoSuchKey' ? 'missing' : 'place-failed', { detail, cause: error })
  }
}
