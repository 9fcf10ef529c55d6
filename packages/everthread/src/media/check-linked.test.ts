/** Links to media, looked at over real connections. */
import { afterEach, beforeEach, expect, it, test } from 'vitest'
import { type LoopbackServer, serveOnLoopback } from '../../../../test/support/loopback-server.ts'
import { createGuardedFetch } from '../net/guarded-fetch.ts'
import { systemClock } from '../time/clock.ts'
import { checkLinked } from './check-linked.ts'
import { filmFile, jpegFile } from './test-files.ts'

const FILES: Readonly<Record<string, Buffer>> = {
  '/good.jpg': jpegFile(),
  '/narrow.jpg': jpegFile({ width: 100, height: 100 }),
  '/big.jpg': Buffer.concat([jpegFile(), Buffer.alloc(8 * 1024 ** 2)]),
  '/good.mp4': filmFile(),
  '/long.mp4': longFilm({ seconds: 400 }),
  '/late.mp4': Buffer.concat([filmFile().subarray(0, 24), hugeBox(), filmFile().subarray(24)]),
  '/page.html': Buffer.from('<!DOCTYPE html><title>Log in</title>'),
}

function hugeBox(): Buffer {
  const box = Buffer.alloc(5 * 1024 ** 2)
  box.writeUInt32BE(box.length)
  box.write('mdat', 4)
  return box
}

function longFilm(order: { readonly seconds: number }): Buffer {
  return Buffer.concat([filmFile(order), hugeBox()])
}

let server: LoopbackServer
beforeEach(async () => {
  server = await serveOnLoopback(({ url = '' }, response) => {
    const file = FILES[url]
    if (file) response.setHeader('content-length', file.length).end(file)
    else if (url === '/cut') response.setHeader('content-length', 100).write('x', () => response.destroy())
    else response.writeHead(url === '/forbidden' ? 403 : 404).end()
  })
})
afterEach(() => server[Symbol.asyncDispose]())

const check = (as: 'image' | 'video', path: string, host = 'media.example') => {
  const fetch = createGuardedFetch({
    clock: systemClock,
    resolve: () => Promise.resolve(['127.0.0.1']),
    allowedHosts: ['media.example'],
  })
  return checkLinked(fetch, { as, url: `http://${host}:${new URL(server.url).port}${path}` })
}
const idsOf = async (...args: Parameters<typeof check>) => (await check(...args)).map(({ id }) => id)

it.each([
  ['image', '/good.jpg', []],
  ['image', '/narrow.jpg', ['image-narrow']],
  ['image', '/big.jpg', ['image-too-big']],
  ['image', '/good.mp4', ['link-other-kind']],
  ['image', '/page.html', ['type-not-taken']],
  ['image', '/none.jpg', ['link-refused']],
  ['image', '/forbidden', ['link-refused']],
  ['image', '/cut', ['link-unreachable']],
  ['video', '/good.mp4', []],
  ['video', '/long.mp4', ['video-too-long']],
  ['video', '/late.mp4', []],
  ['video', '/good.jpg', ['link-other-kind']],
] as const)('%s %s: %o', async (as, path, ids) => {
  expect(await idsOf(as, path)).toEqual(ids)
})

test('an address of a private network is refused, for Meta cannot reach it either', async () => {
  expect(await check('image', '/good.jpg', 'inside.example')).toMatchObject([
    { id: 'link-private', severity: 'refused', facts: { host: expect.stringContaining('inside.example') } },
  ])
})

test('what is no address of the web is told so', async () => {
  const fetch = createGuardedFetch({ clock: systemClock, resolve: () => Promise.resolve([]) })
  const link = { as: 'image', url: 'file:///etc/passwd' } as const
  expect(await checkLinked(fetch, link)).toMatchObject([{ id: 'link-wrong' }])
})
