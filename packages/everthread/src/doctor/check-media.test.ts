import { getRequestListener } from '@hono/node-server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type LoopbackServer, serveOnLoopback } from '../../../../test/support/loopback-server.ts'
import type { CommandContext } from '../cli/command-context.ts'
import { EXIT } from '../cli/exit-code.ts'
import { createFolderPlace } from '../media/folder-place.ts'
import { serveMedia } from '../media/serve-media.ts'
import { systemClock } from '../time/clock.ts'
import { exitCodeOfFindings } from './diagnose.ts'
import { found } from './finding.ts'
import { codesOf, createScene, type Scene } from './test-scene.ts'

let scene: Scene
beforeEach(async () => {
  scene = await createScene()
})
afterEach(() => scene[Symbol.asyncDispose]())

/** The waits for a container pass on the sandbox's clock. */
const hurried = (context: CommandContext): CommandContext => ({
  ...context,
  host: {
    ...context.host,
    sleep: (ms) => Promise.resolve(void scene.sandbox.clock.advance(`${ms / 1000}s`)),
  },
})

const diagnoseAt = (url: string, more = {}) =>
  scene.diagnose({ variables: { EVERTHREAD_PUBLIC_URL: url, ...more }, alter: hurried })

/** What `serve` has at its public address. */
function servingMedia(): Promise<LoopbackServer> {
  return scene.adopt(async ({ store: { db }, vault, dataDir }) => {
    const places = { folder: createFolderPlace(dataDir) }
    const listen = getRequestListener(serveMedia({ store: { db }, vault, clock: systemClock, places }))
    return serveOnLoopback((request, response) => void listen(request, response))
  })
}

test('nothing is asked where there is no public address, or media lie in a bucket', async () => {
  const isOfMedia = (code: string) => code.startsWith('media-')
  expect(codesOf(await scene.diagnose()).filter(isOfMedia)).toEqual([])
  const inBucket = await diagnoseAt('https://everthread.example', { EVERTHREAD_S3_BUCKET: 'media' })
  expect(codesOf(inBucket).filter(isOfMedia)).toEqual([])
})

test('an address from which Meta can fetch', async () => {
  await using server = await servingMedia()
  expect(await diagnoseAt(server.url)).toContainEqual(found('media-reached', { url: server.url }))
})

test('an address from which Meta cannot', async () => {
  await scene.adopt(async () => undefined)
  const url = 'http://127.0.0.1:1'
  const findings = await diagnoseAt(url)
  expect(findings).toContainEqual(found('media-unreached', { url }))
  expect(exitCodeOfFindings(findings)).toBe(EXIT.failed)
})

test('an address that cannot be tried, because there is no account to try it with, or Meta does not answer', async () => {
  const url = 'https://everthread.example'
  expect(await diagnoseAt(url)).toContainEqual(found('media-untold', { url }))
  await scene.adopt(async () => undefined)
  scene.sandbox.faults.add({ endpoint: 'create_container', fault: { kind: 'status', status: 503 } })
  expect(await diagnoseAt(url)).toContainEqual(found('media-untold', { url }))
})
