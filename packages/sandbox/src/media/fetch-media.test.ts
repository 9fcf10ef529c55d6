import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { pngFile } from '../../test-support/picture-file.ts'
import { type Files, withMedia } from '../../test-support/media-server.ts'
import { DOWNLOAD_LIMITS, fetchMedia } from './fetch-media.ts'

const PICTURE = pngFile({ width: 1080, height: 1080 })

const FILES: Files = {
  moved: (_, response) => response.writeHead(302, { location: '/picture.png' }).end(),
  forbidden: (_, response) => response.writeHead(403).end('no'),
  cut: (_, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('half', () => response.destroy())
  },
  silent: () => undefined,
  endless: (_, response) => {
    response.writeHead(200).write('and then')
  },
}

test('a file comes with its size and its digest, also from where a redirect leads', async () => {
  await withMedia(async ({ url }) => {
    const whole = {
      kind: 'fetched',
      digest: createHash('sha256').update(PICTURE).digest('hex'),
      size: PICTURE.length,
      bytes: PICTURE,
    }
    expect(await fetchMedia(fetch, url('picture.png'))).toEqual(whole)
    expect(await fetchMedia(fetch, url('moved'))).toEqual(whole)
    const start = await fetchMedia(fetch, url('picture.png'), { ...DOWNLOAD_LIMITS, keptBytes: 10 })
    expect(start).toEqual({ ...whole, bytes: PICTURE.subarray(0, 10) })
  }, FILES)
})

test('nobody there, a refusal and a host that says nothing are unreachable', async () => {
  await withMedia(async ({ url }) => {
    for (const address of [
      url('nothing'),
      url('forbidden'),
      'http://127.0.0.1:1/',
      'http://nowhere.invalid/',
    ]) {
      expect(await fetchMedia(fetch, address)).toEqual({ kind: 'unreachable' })
    }
    expect(await fetchMedia(fetch, url('silent'), { ...DOWNLOAD_LIMITS, answerMs: 20 })).toEqual({
      kind: 'unreachable',
    })
  }, FILES)
})

test('what is cut off, too large or too slow breaks off', async () => {
  await withMedia(async ({ url }) => {
    expect(await fetchMedia(fetch, url('cut'))).toEqual({ kind: 'broken_off' })
    const small = { ...DOWNLOAD_LIMITS, mostBytes: PICTURE.length - 1 }
    expect(await fetchMedia(fetch, url('picture.png'), small)).toEqual({ kind: 'broken_off' })
    expect(await fetchMedia(fetch, url('endless'), { ...DOWNLOAD_LIMITS, bodyMs: 20 })).toEqual({
      kind: 'broken_off',
    })
  }, FILES)
})
