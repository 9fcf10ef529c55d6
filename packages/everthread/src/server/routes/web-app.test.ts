import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestServer, type TestServer } from '../test-server.ts'
import { PAGES } from './web-app.ts'

let folder: string
let server: TestServer
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'everthread-web-'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><div id="app"></div>')
  server = await createTestServer({ webFolder: folder })
})
afterEach(async () => {
  await server[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

test('every page is the one document, which loads from us alone and is kept by no cache', async () => {
  for (const path of PAGES) {
    const page = await server.ask(path.replaceAll(/:\w+/g, 'a1'))
    expect([path, page.status, await page.text()]).toEqual([path, 200, expect.stringContaining('id="app"')])
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(page.headers.get('cache-control')).toBe('no-store')
  }
})

test('what is no page is not found', async () => {
  for (const path of ['/nowhere', '/accounts', '/settings/more'])
    expect((await server.ask(path)).status).toBe(404)
})

test('the server knows the pages that the web app has, and no others', () => {
  const source = readFileSync(new URL('../../../web/src/pages.tsx', import.meta.url), 'utf8')
  const known = [...source.matchAll(/path: '([^']+)'/g)].map(([, path]) => path)
  // Before there is an owner.
  expect([...known, '/setup'].toSorted()).toEqual([...PAGES].toSorted())
})
