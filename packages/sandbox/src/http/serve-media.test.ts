import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Api, withApi } from '../../test-support/api.ts'
import { withMedia } from '../../test-support/media-server.ts'
import { pngFile } from '../../test-support/picture-file.ts'
import { posterOf } from '../../test-support/publishing.ts'
import { createMediaStore } from '../media/media-store.ts'
import { findMediaFile, parseRange } from './serve-media.ts'

const PICTURE = pngFile({ width: 1080, height: 1080 })
const DIGEST = createHash('sha256').update(PICTURE).digest('hex')

async function fetchFile(api: Api, init: RequestInit = {}) {
  const answer = await fetch(`${api.sandbox.url}/__sandbox/media/${DIGEST}`, init)
  const { status, headers } = answer
  return { status, headers, bytes: Buffer.from(await answer.arrayBuffer()) }
}

test('a picture is served from here, also when the server that it came from has gone', async () => {
  await withApi(async (api) => {
    await withMedia(async ({ url }) => {
      await posterOf(api).container({ media_type: 'IMAGE', image_url: url('picture.png') })
    })
    const whole = await fetchFile(api)
    expect([whole.status, whole.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect(whole.bytes.equals(PICTURE)).toBe(true)
    const part = await fetchFile(api, { headers: { range: 'bytes=1-3' } })
    expect([part.status, part.headers.get('content-range'), part.bytes.toString()]).toEqual([
      206,
      'bytes 1-3/26',
      'PNG',
    ])
    const beyond = await fetchFile(api, { headers: { range: 'bytes=26-' } })
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */26'])
    const head = await fetchFile(api, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length'), head.bytes.length]).toEqual([200, '26', 0])
  })
})

test('a file whose bytes are gone is looked for where it came from; what never was is not there', () => {
  const store = createMediaStore()
  const sourceUrl = 'https://cdn.example.com/film.mp4'
  store.put(DIGEST, { contentType: 'video/mp4', sourceUrl, bytes: undefined })
  const path = `/__sandbox/media/${DIGEST}`
  expect(findMediaFile(store, path, undefined)).toEqual({ kind: 'redirect', location: sourceUrl })
  expect(findMediaFile(store, path.replace(/.$/, '?'), undefined)).toBeUndefined()
  expect(findMediaFile(store, `/__sandbox/media/${'0'.repeat(64)}`, undefined)).toBeUndefined()
})

test('a range is cut to the file, and nonsense is the whole of it', () => {
  const table: readonly [string | undefined, object][] = [
    [undefined, { kind: 'all' }],
    ['bytes=0-9', { kind: 'part', first: 0, last: 9 }],
    ['bytes=5-', { kind: 'part', first: 5, last: 9 }],
    ['bytes=5-500', { kind: 'part', first: 5, last: 9 }],
    ['bytes=-3', { kind: 'part', first: 7, last: 9 }],
    ['bytes=-30', { kind: 'part', first: 0, last: 9 }],
    ['bytes=-0', { kind: 'none' }],
    ['bytes=10-', { kind: 'none' }],
    ['bytes=6-5', { kind: 'all' }],
    ['bytes=0-1,3-4', { kind: 'all' }],
    ['lines=0-1', { kind: 'all' }],
    ['bytes=-', { kind: 'all' }],
  ]
  for (const [header, range] of table) expect([header, parseRange(header, 10)]).toEqual([header, range])
  fc.assert(
    fc.property(fc.nat(20), fc.nat(20), fc.nat(20), (from, to, size) => {
      const range = parseRange(`bytes=${from}-${to}`, size)
      if (range.kind === 'part') expect(range.first <= range.last && range.last < size).toBe(true)
    }),
  )
})
