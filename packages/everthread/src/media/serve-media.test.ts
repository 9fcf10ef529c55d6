/** What Meta gets from `/media/…`, over real connections, and that nobody else gets anything. */
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../../../../test/support/until.ts'
import type { Media } from '../store/media.ts'
import type { Millis } from '../time/clock.ts'
import { DAY, MINUTE } from '../time/duration.ts'
import { signedPath } from './media-url.ts'
import { publicUrlOf, serveMedia } from './serve-media.ts'
import { filmFile, jpegFile } from './test-files.ts'
import { createMediaWorld, type MediaWorld, serveWorld } from './test-world.ts'

let world: MediaWorld
let media: Media
const picture = jpegFile({ isTelling: false })

beforeEach(async () => {
  world = await createMediaWorld()
  media = await world.added(picture)
})
afterEach(() => world[Symbol.asyncDispose]())

const pathOf = (ms = DAY, of = media) => signedPath(world.vault, of, (world.clock.now() + ms) as Millis)
const ask = (path: string, init: RequestInit = {}) =>
  serveMedia(world)(new Request(`https://everthread.example${path}`, init))
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer())

describe('a signed address', () => {
  it('gives the file, with everything that a reader wants to know of it', async () => {
    const response = await ask(pathOf())
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toEqual({
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-transform',
      'content-disposition': 'inline',
      'content-length': String(picture.length),
      'content-type': 'image/jpeg',
      etag: `"${media.sha256}"`,
      'x-content-type-options': 'nosniff',
    })
    expect(await bytesOf(response)).toEqual(picture)
  })

  it('tells the same to HEAD, without the file', async () => {
    const head = await ask(pathOf(), { method: 'HEAD', headers: { range: 'bytes=0-1' } })
    const get = await ask(pathOf())
    expect(head.status).toBe(200)
    expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(get.headers))
    expect(head.body).toBeNull()
    await get.body?.cancel()
  })

  it.each([
    ['bytes=0-9', 206, picture.subarray(0, 10), `bytes 0-9/${picture.length}`],
    [
      'bytes=-5',
      206,
      picture.subarray(-5),
      `bytes ${picture.length - 5}-${picture.length - 1}/${picture.length}`,
    ],
    ['bytes=99999-', 416, Buffer.alloc(0), `bytes */${picture.length}`],
    ['bytes=0-1,3-4', 200, picture, null],
  ])('gives a part of it: %s', async (...[range, status, body, contentRange]) => {
    const response = await ask(pathOf(), { headers: { range } })
    expect(response.status).toBe(status)
    expect(response.headers.get('content-range')).toBe(contentRange)
    expect(await bytesOf(response)).toEqual(body)
  })

  it('gives a part only of the version that was meant, and nothing of one that the reader has', async () => {
    const range = 'bytes=0-9'
    const other = await ask(pathOf(), { headers: { range, 'if-range': '"another"' } })
    expect((await bytesOf(other)).length).toBe(picture.length)
    const same = await ask(pathOf(), { headers: { range, 'if-range': `"${media.sha256}"` } })
    expect((await bytesOf(same)).length).toBe(10)
    const known = await ask(pathOf(), { headers: { 'if-none-match': `"${media.sha256}"` } })
    expect([known.status, known.body]).toEqual([304, null])
  })

  it('is read only', async () => {
    const response = await ask(pathOf(), { method: 'DELETE' })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })
})

describe('everything else gets one answer', () => {
  it.each<[string, () => string | Promise<string>]>([
    ['a time that is over', () => pathOf(0)],
    ['a signature of another', () => pathOf().replace(media.id, 'another')],
    [
      'a later time',
      () => pathOf().replace(/\/(\d+)\//, (_all, seconds: string) => `/${Number(seconds) + 1}/`),
    ],
    ['no signature', () => `/media/${media.id}`],
    ['a path', () => '/media/..%2f..%2fetc%2fpasswd/1/x.jpg'],
    ['an id that is unknown', () => pathOf(DAY, { ...media, id: 'unknown' })],
    [
      'a file that is gone',
      () => {
        rmSync(join(world.mediaFolder, media.id))
        return pathOf()
      },
    ],
  ])('%s', async (_name, path) => {
    const response = await ask(await path())
    expect(response.status).toBe(404)
    expect(Object.fromEntries(response.headers)).toEqual({ 'cache-control': 'no-store' })
    expect(response.body).toBeNull()
  })
})

describe('a film', () => {
  const makeFilm = () => world.added(Buffer.concat([filmFile(), freeBox(20 * 1024 ** 2)]))

  it('is read no further than it is taken', async () => {
    const response = await ask(pathOf(DAY, await makeFilm()))
    const before = world.readBytes()
    const reader = response.body?.getReader()
    for (let i = 0; i < 3; i += 1) await reader?.read()
    // The first piece was there.
    expect(world.readBytes() - before).toBe(2 * 64 * 1024)
    expect(world.openFiles()).toBe(1)
    await reader?.cancel()
    expect(world.openFiles()).toBe(0)
  })

  it('is closed when its reader goes away in the midst of it', async () => {
    const film = await makeFilm()
    await using server = await serveWorld(world)
    const call = request(`${server.url}${pathOf(DAY, film)}`).end()
    const [response] = (await once(call, 'response')) as [IncomingMessage]
    response.pause()
    expect(world.openFiles()).toBe(1)
    call.destroy()
    await until(() => world.openFiles() === 0, 'the film is closed')
  })
})

/** A box that nobody looks into. */
function freeBox(size: number): Buffer {
  const bytes = Buffer.alloc(size)
  bytes.writeUInt32BE(size)
  bytes.write('free', 4)
  return bytes
}

describe('the public address', () => {
  const later = () => (world.clock.now() + 15 * MINUTE) as Millis

  it('is a signed one of ours, for as long as it is wanted', async () => {
    const url = await publicUrlOf({ ...world, publicUrl: 'https://everthread.example' }, media.id, later())
    const { pathname, search } = new URL(url ?? '')
    expect([url?.startsWith('https://everthread.example/media/'), search]).toEqual([true, ''])
    expect((await ask(pathname, { method: 'HEAD' })).status).toBe(200)
    await world.clock.advance(15 * MINUTE)
    expect((await ask(pathname)).status).toBe(404)
  })

  it('is none where Everthread has no address that Meta reaches, or the media is unknown', async () => {
    expect(await publicUrlOf(world, media.id, later())).toBeUndefined()
    const deps = { ...world, publicUrl: 'https://everthread.example' }
    expect(await publicUrlOf(deps, 'unknown', later())).toBeUndefined()
  })
})
