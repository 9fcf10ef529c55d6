/** Uploads of every kind: what is kept, what is refused, and that nothing is left of what fails. */
import { createHash } from 'node:crypto'
import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { insertAccount } from '../store/accounts.ts'
import { findMedia, listMedia } from '../store/media.ts'
import { savePost } from '../store/posts.ts'
import type { Post, PostId } from '../publisher/post.ts'
import { systemClock } from '../time/clock.ts'
import { DAY, HOUR } from '../time/duration.ts'
import { MediaError } from './media-error.ts'
import { sweepMedia } from './sweep-media.ts'
import { filmFile, jpegFile, pngFile, SECRET_PLACE, tellingFilm } from './test-files.ts'
import { createMediaWorld, type MediaWorld, piecesOf } from './test-world.ts'

let world: MediaWorld
beforeEach(async () => {
  world = await createMediaWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

describe('a picture or a film that Meta takes', () => {
  it.each([
    ['JPEG', jpegFile(), { kind: 'image', type: 'image/jpeg', width: 640 }],
    ['PNG', pngFile(), { kind: 'image', type: 'image/png', width: 640 }],
    ['MP4', tellingFilm(), { kind: 'video', type: 'video/mp4', durationMs: 10_000 }],
  ])('is kept without its place, readable by its owner alone: %s', async (_name, bytes, facts) => {
    const media = await world.added(bytes, { name: 'IMG_0001' })
    expect(media).toMatchObject({ ...facts, name: 'IMG_0001', place: 'folder', createdAt: world.clock.now() })
    const path = join(world.mediaFolder, media.id)
    const kept = readFileSync(path)
    expect(kept.includes(SECRET_PLACE)).toBe(false)
    expect(media.bytes).toBe(kept.length)
    expect(media.sha256).toBe(createHash('sha256').update(kept).digest('hex'))
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(await findMedia(world.store.db, media.id)).toEqual(media)
    expect(world.incoming()).toEqual([])
  })

  it('comes with what is worth knowing', async () => {
    const addition = await world.add(filmFile({ isIndexLast: true }))
    expect(addition).toMatchObject({ kind: 'added', findings: [{ id: 'moov-last', severity: 'warned' }] })
  })

  it('is read in pieces of any size', async () => {
    const bytes = jpegFile()
    await world.add(bytes, { stream: piecesOf(bytes, 1) })
    expect(world.kept()).toHaveLength(1)
  })
})

describe('what Meta would refuse', () => {
  it.each([
    ['image-broken', jpegFile().subarray(0, 300)],
    ['image-aspect', jpegFile({ width: 1400, height: 100 })],
    ['type-not-taken', Buffer.from('GIF89a'.padEnd(100))],
    ['type-unknown', Buffer.from('x'.repeat(100))],
    ['file-empty', Buffer.alloc(0)],
    ['video-too-long', filmFile({ seconds: 400 })],
  ])('is not kept: %s', async (id, bytes) => {
    expect(await world.add(bytes)).toMatchObject({ kind: 'refused', findings: [{ id }] })
    expect([...world.kept(), ...world.incoming()]).toEqual([])
    expect(await listMedia(world.store.db, { limit: 10 })).toEqual([])
  })

  it('is refused unread where its announced size tells', async () => {
    const stream = {
      [Symbol.asyncIterator]: () => {
        throw new Error('nobody reads it')
      },
    }
    const declaredBytes = 2 * 1024 ** 3
    expect(await world.add(Buffer.alloc(0), { stream, declaredBytes })).toMatchObject({
      findings: [{ id: 'video-too-big', facts: { bytes: declaredBytes } }],
    })
  })

  it.each([
    ['a picture', 'image-too-big', 8],
    ['a film', 'video-too-big', 1024],
  ])('is refused when it turns out too large, whatever was announced: %s', async (_name, id, megabytes) => {
    const beginning = id === 'image-too-big' ? jpegFile() : filmFile()
    await using bottomless = await createMediaWorld({ forgets: true })
    const piece = Buffer.alloc(1024 ** 2)
    const sent = { bytes: 0, isCancelled: false }
    async function* endless() {
      try {
        yield beginning
        for (;;) {
          sent.bytes += piece.length
          yield piece
        }
      } finally {
        sent.isCancelled = true
      }
    }
    const addition = await bottomless.add(Buffer.alloc(0), { stream: endless(), declaredBytes: 1000 })
    expect(addition).toMatchObject({ kind: 'refused', findings: [{ id }] })
    expect(sent.bytes).toBeLessThanOrEqual((megabytes + 1) * 1024 ** 2)
    expect(sent.isCancelled).toBe(true)
    expect(bottomless.incoming()).toEqual([])
  })
})

describe('what fails leaves nothing behind', () => {
  it('the sender breaks off', async () => {
    async function* broken() {
      yield jpegFile().subarray(0, 100)
      throw new Error('ECONNRESET')
    }
    await expect(world.add(Buffer.alloc(0), { stream: broken() })).rejects.toMatchObject({
      code: 'upload-broken',
    })
    expect([...world.kept(), ...world.incoming()]).toEqual([])
  })

  it.each(['write', 'sync', 'rename'] as const)('the disk is full at: %s', async (operation) => {
    const fault = (at: string) => {
      if (at === operation) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
    }
    await using full = await createMediaWorld({ fault })
    const failure = await full.add(jpegFile()).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(MediaError)
    expect(failure).toMatchObject({ code: 'disk-full', detail: 'ENOSPC' })
    expect([...full.kept(), ...full.incoming()]).toEqual([])
    expect(full.openFiles()).toBe(0)
  })

  it('the disk reports an error', async () => {
    const fault = () => {
      throw Object.assign(new Error('broken'), { code: 'EIO' })
    }
    await using broken = await createMediaWorld({ fault })
    await expect(broken.add(jpegFile())).rejects.toMatchObject({ code: 'place-failed', detail: 'EIO' })
  })

  it('the store takes no row', async () => {
    await world.store.db.schema.dropTable('part_media').execute()
    await world.store.db.schema.dropTable('media').execute()
    await expect(world.add(jpegFile())).rejects.toThrow('no such table')
    expect([...world.kept(), ...world.incoming()]).toEqual([])
  })
})

describe('the sweep', () => {
  it('removes after a week what no part refers to, and nothing else', async () => {
    const [used, unused] = [await world.added(jpegFile()), await world.added(pngFile())]
    await refer(used.id)
    await world.clock.advance(7 * DAY)
    expect(await sweepMedia(world)).toBe(0)
    const young = await world.added(jpegFile())
    await world.clock.advance(HOUR)
    expect(await sweepMedia(world)).toBe(1)
    expect(world.kept().toSorted()).toEqual([used.id, young.id].toSorted())
    expect(await findMedia(world.store.db, unused.id)).toBeUndefined()
    expect(await findMedia(world.store.db, used.id)).toEqual(used)
  })

  it('removes what uploads that were killed have left, when it is a day old', async () => {
    await world.added(jpegFile())
    const known = world.kept()
    for (const name of ['unknown', 'incoming/half']) {
      const path = join(world.mediaFolder, name)
      writeFileSync(path, 'x')
      const seconds = world.clock.now() / 1000
      utimesSync(path, seconds, seconds)
    }
    await world.clock.advance(DAY)
    await sweepMedia(world)
    expect(world.kept()).toHaveLength(2)
    await world.clock.advance(1)
    await sweepMedia(world)
    expect(world.kept()).toEqual(known)
    expect(world.incoming()).toEqual([])
  })

  it('goes by the clock of the disk for what lies there: a sandbox’s may be months ahead', async () => {
    await world.added(jpegFile())
    writeFileSync(join(world.mediaFolder, 'incoming/half'), 'x')
    await world.clock.advance(90 * DAY)
    await sweepMedia({ ...world, host: systemClock })
    expect(world.incoming()).toEqual(['half'])
  })

  it('finds nothing where nothing was ever uploaded', async () => {
    expect(await sweepMedia(world)).toBe(0)
  })
})

async function refer(mediaId: string): Promise<void> {
  const { store, clock } = world
  await insertAccount(store.db, { id: 'anna', userId: '1', createdAt: clock.now(), jitter: 0 })
  const post: Post = {
    id: 'post' as PostId,
    accountId: 'anna',
    state: 'draft',
    version: 1,
    parts: [{ position: 1, content: { media: [{ kind: 'stored', mediaId }] }, delayMs: 0, state: 'pending' }],
    textHash: '',
    receipts: 0,
    createdAt: clock.now(),
    updatedAt: clock.now(),
  }
  await store.transaction((trx) => savePost(trx, post))
}
