/** Whether Meta reaches us, asked of a sandbox that really fetches. */
import { Secret } from '@everthread/client'
import { createSandbox, type Sandbox } from '@everthread/sandbox'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { serveOnLoopback } from '../../../../test/support/loopback-server.ts'
import { createHttpFetch } from '../net/http-fetch.ts'
import { sourceOf } from './byte-source.ts'
import { inspect } from './inspect.ts'
import { PROBE, readProbe } from './probe.ts'
import { type Reachability, testReachability } from './reachability.ts'
import { createMediaWorld, type MediaWorld, serveWorld } from './test-world.ts'

let sandbox: Sandbox
let world: MediaWorld
let stack: AsyncDisposableStack

beforeEach(async () => {
  stack = new AsyncDisposableStack()
  sandbox = await createSandbox({ seed: 'reachability' })
  stack.defer(() => sandbox.close())
  world = stack.use(await createMediaWorld())
  sandbox.users.put({ username: 'anna' })
})
afterEach(() => stack.disposeAsync())

async function publicUrl(): Promise<string> {
  return stack.use(await serveWorld(world)).url
}

/** Its waits pass on the sandbox's clock. */
async function testAt(url: string, token = tokenOf()): Promise<Reachability> {
  const http = stack.use(createHttpFetch())
  return testReachability({
    transport: { fetch: http.fetch, baseUrl: sandbox.url, timeoutMs: 10_000 },
    token: new Secret(token),
    clock: { now: world.clock.now, sleep: pass },
    vault: world.vault,
    publicUrl: url,
  })
}

function pass(ms: number): Promise<void> {
  sandbox.clock.advance(`${ms / 1000}s`)
  return Promise.resolve()
}

function tokenOf(age = '2d'): string {
  return sandbox.tokens.create({ user: 'anna', age }).access_token
}

it('reached: Meta fetched the picture, and nothing was published', async () => {
  expect(await testAt(await publicUrl())).toBe('reached')
})

it('unreached: nobody is there', async () => {
  expect(await testAt('http://127.0.0.1:1')).toBe('unreached')
})

it('unreached: somebody else answers', async () => {
  const other = stack.use(
    await serveOnLoopback((_request, response) =>
      response.setHeader('content-type', 'text/html').end('<html>'),
    ),
  )
  expect(await testAt(other.url)).toBe('unreached')
})

it('untold: Meta refuses for another reason', async () => {
  expect(await testAt(await publicUrl(), tokenOf('61d'))).toBe('untold')
})

it('the picture is one that Meta takes as it is', async () => {
  const pieces: Uint8Array[] = []
  for await (const piece of readProbe({ first: 0, last: PROBE.bytes - 1 })) pieces.push(piece)
  const { facts, findings } = await inspect(sourceOf(Buffer.concat(pieces)))
  expect(facts).toMatchObject({ type: PROBE.type, bytes: PROBE.bytes, width: 320, height: 320 })
  expect(findings).toEqual([])
})
