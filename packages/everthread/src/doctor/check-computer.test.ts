import { afterEach, beforeEach, expect, test } from 'vitest'
import { META_API_BASE_URL } from '../config/config.ts'
import type { CommandContext } from '../cli/command-context.ts'
import { DAY, MINUTE } from '../time/duration.ts'
import { isOlder } from './compare-versions.ts'
import { found } from './finding.ts'
import { codesOf, createScene, type Scene, troublesIn } from './test-scene.ts'

let scene: Scene
beforeEach(async () => {
  scene = await createScene()
})
afterEach(() => scene[Symbol.asyncDispose]())

/** As if the sandbox were Meta. */
function asMeta(context: CommandContext): CommandContext {
  const { http, config } = context
  const fetch: typeof http.fetch = (url, init) =>
    http.fetch(url.replace(META_API_BASE_URL, config.apiBaseUrl), init)
  return { ...context, config: { ...config, apiBaseUrl: META_API_BASE_URL }, http: { ...http, fetch } }
}

test('this Node will do; an older one, and one with an SQLite that damages stores, will not', async () => {
  expect(codesOf(await scene.diagnose())).toContain('node-ok')
  expect(await scene.diagnose({ host: { nodeVersion: '20.11.1' } })).toContainEqual(
    found('node-too-old', { version: '20.11.1', oldest: '24.0.0' }),
  )
  expect(await scene.diagnose({ host: { sqliteVersion: '3.50.4' } })).toContainEqual(
    found('sqlite-too-old', { version: '3.50.4' }),
  )
})

test('versions are compared as numbers', () => {
  expect(isOlder('24.5.0', '24.10.0')).toBe(true)
  expect(isOlder('24.10.0', '24.5.0')).toBe(false)
  expect(isOlder('24.5.0-nightly2026', '24.5.0')).toBe(false)
  expect(isOlder('24', '24.0.1')).toBe(true)
})

test('room on the disks of the .env and of the data folder', async () => {
  expect(codesOf(await scene.diagnose())).toContain('space-enough')
  const freeBytes = 16 * 1024 * 1024 - 1
  const full = await scene.diagnose({
    host: { freeBytes: (path) => (path === scene.folder ? freeBytes : 1e12) },
  })
  expect(full).toContainEqual(found('space-low', { path: scene.folder, freeBytes }))
  expect(codesOf(full)).not.toContain('space-enough')
})

test('a disk that does not tell how much is free is passed over', async () => {
  const findings = await scene.diagnose({ host: { freeBytes: () => undefined } })
  expect(codesOf(findings).filter((code) => code.startsWith('space'))).toEqual([])
})

test('a clock that is eleven minutes slow is said, four minutes are not', async () => {
  scene.sandbox.clock.advance(4 * MINUTE)
  expect(codesOf(await scene.diagnose({ alter: asMeta }))).toContain('clock-right')
  scene.sandbox.clock.advance(7 * MINUTE)
  const [skewed] = (await scene.diagnose({ alter: asMeta })).filter(({ code }) => code === 'clock-skewed')
  expect(skewed).toMatchObject({ level: 'warning' })
  expect(skewed?.facts).toHaveProperty('behindMs', expect.closeTo(11 * MINUTE, -4))
})

test('a sandbox whose clock was turned is no trouble, and the token is judged by it', async () => {
  scene.sandbox.clock.advance(40 * DAY)
  const findings = await scene.diagnose()
  expect(codesOf(findings)).toEqual(expect.arrayContaining(['clock-of-sandbox', 'token-renewal-due']))
  expect(troublesIn(findings)).toEqual([])
})
