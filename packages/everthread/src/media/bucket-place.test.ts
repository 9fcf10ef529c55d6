/** Media in a bucket, against a server that checks every signature on its own. */
import { Secret } from '@everthread/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type S3Server, serveS3 } from '../../../../test/support/s3-server.ts'
import type { BucketSettings } from '../config/bucket-settings.ts'
import { type Millis, systemClock } from '../time/clock.ts'
import { DAY, MINUTE } from '../time/duration.ts'
import { createBucketPlace } from './bucket-place.ts'
import { publicUrlOf, serveMedia } from './serve-media.ts'
import { signedPath } from './media-url.ts'
import { sweepMedia } from './sweep-media.ts'
import { jpegFile, tellingFilm } from './test-files.ts'
import { createMediaWorld, type MediaWorld } from './test-world.ts'

const ACCESS = {
  bucket: 'everthread',
  region: 'eu-central-1',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
}
const picture = jpegFile({ isTelling: false })

let server: S3Server
let world: MediaWorld
let stack: AsyncDisposableStack

const placeWith = async (other: Partial<BucketSettings> = {}) => {
  const secretAccessKey = new Secret(ACCESS.secretAccessKey)
  const settings = { ...ACCESS, secretAccessKey, endpoint: server.url, ...other }
  return stack.use(await createBucketPlace({ settings, clock: systemClock }))
}
const soon = (ms = 15 * MINUTE) => (systemClock.now() + ms) as Millis

beforeEach(async () => {
  stack = new AsyncDisposableStack()
  server = stack.use(await serveS3(ACCESS))
  world = stack.use(await createMediaWorld({ start: systemClock.now(), bucket: await placeWith() }))
})
afterEach(() => stack.disposeAsync())

describe('an upload', () => {
  it.each([
    ['a picture', picture],
    ['a film', tellingFilm()],
  ])(
    'ends in the bucket, signed with its digest, and leaves nothing on the disk: %s',
    async (_name, bytes) => {
      const media = await world.added(bytes)
      expect(media.place).toBe('bucket')
      const [[name, object] = []] = server.objects
      expect(name).toBe(`everthread/media/${media.id}`)
      expect([object?.bytes.length, object?.type]).toEqual([media.bytes, media.type])
      expect([...world.kept(), ...world.incoming()]).toEqual([])
      expect(server.answers).toEqual(['PUT 200'])
    },
  )

  it.each([
    ['an unknown key', { accessKeyId: 'AKIAOTHER' }, 'InvalidAccessKeyId'],
    ['a wrong secret', { secretAccessKey: new Secret('wrong-secret-access-key') }, 'SignatureDoesNotMatch'],
    ['another bucket', { bucket: 'other' }, 'NoSuchBucket'],
    ['nobody there', { endpoint: 'http://127.0.0.1:1' }, undefined],
  ])('with %s fails with the bucket’s own word, and leaves nothing', async (_name, other, detail) => {
    await using lost = await createMediaWorld({ bucket: await placeWith(other) })
    const failure = await lost.add(picture).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'place-failed', ...(detail !== undefined && { detail }) })
    expect(String(failure)).not.toMatch(/wrong-secret|wJalr/)
    expect([...lost.kept(), ...lost.incoming()]).toEqual([])
  })

  it('that was changed on the way is refused', async () => {
    const place = await placeWith()
    const { path, media } = await fileOf(picture)
    await expect(place.keep(path, { ...media, sha256: '0'.repeat(64) })).rejects.toMatchObject({
      detail: 'XAmzContentSHA256Mismatch',
    })
    expect(server.objects.size).toBe(0)
  })
})

/** A file on the disk that no upload has made. */
async function fileOf(bytes: Buffer) {
  const plain = await createMediaWorld()
  stack.use(plain)
  const media = await plain.added(bytes)
  return { media, path: `${plain.mediaFolder}/${media.id}` }
}

describe('the public address', () => {
  it('is a presigned one that anybody can fetch from, and no public address of ours is needed', async () => {
    const media = await world.added(picture)
    const url = await publicUrlOf(world, media.id, soon())
    const response = await fetch(url ?? '')
    expect(response.status).toBe(200)
    expect(Buffer.from(await response.arrayBuffer())).toEqual(picture)
    expect(url).not.toContain(ACCESS.secretAccessKey)
    expect(new URL(url ?? '').searchParams.get('X-Amz-Expires')).toBe('900')
  })

  it('with one letter changed is worth nothing', async () => {
    const media = await world.added(picture)
    const url = (await publicUrlOf(world, media.id, soon())) ?? ''
    expect((await fetch(url.replace('X-Amz-Expires=900', 'X-Amz-Expires=901'))).status).toBe(403)
    expect((await fetch(url.replace(media.id, 'another'))).status).toBe(403)
  })

  it('lives a week at most', async () => {
    const media = await world.added(picture)
    const url = await publicUrlOf(world, media.id, soon(30 * DAY))
    expect(new URL(url ?? '').searchParams.get('X-Amz-Expires')).toBe(String((7 * DAY) / 1000))
  })
})

describe('what lies there', () => {
  it('is read by ranges, for whoever looks at it through Everthread', async () => {
    const media = await world.added(picture)
    const path = signedPath(world.vault, media, soon())
    const ask = (range: string) =>
      serveMedia(world)(new Request(`https://x.example${path}`, { headers: { range } }))
    expect(Buffer.from(await (await ask('bytes=2-9')).arrayBuffer())).toEqual(picture.subarray(2, 10))
    server.objects.clear()
    expect((await ask('bytes=0-')).status).toBe(404)
  })

  it('goes with its row; what another installation has there stays', async () => {
    await world.added(picture)
    server.objects.set('everthread/media/another', { bytes: picture, type: 'image/jpeg' })
    await world.clock.advance(7 * DAY + 1)
    expect(await sweepMedia(world)).toBe(1)
    expect([...server.objects.keys()]).toEqual(['everthread/media/another'])
  })
})
