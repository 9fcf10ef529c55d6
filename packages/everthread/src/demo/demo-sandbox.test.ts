import { createSandbox, type Sandbox } from '@everthread/sandbox'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createHttpFetch } from '../net/http-fetch.ts'
import { createTestClock, type TestClock } from '../time/test-clock.ts'
import { DAY, MINUTE, SECOND } from '../time/duration.ts'
import { createDemoSandbox, type DemoSandbox } from './demo-sandbox.ts'
import { reachSandbox, type SandboxControl, SandboxRefusal } from './sandbox-control.ts'

let sandbox: Sandbox
let host: TestClock
let control: SandboxControl
let demo: DemoSandbox
const stop = new AbortController()

beforeEach(async () => {
  sandbox = await createSandbox({ clock: 'frozen', now: '2026-11-23T00:00:00Z' })
  for (const username of ['anna', 'tea.house']) {
    sandbox.users.put({ username })
    sandbox.tokens.create({ user: username })
  }
  host = createTestClock()
  const { url } = sandbox
  control = await reachSandbox({ url, http: createHttpFetch(), host, signal: stop.signal })
  const turner = { turn: () => undefined, until: () => undefined, arrived: async () => undefined }
  demo = createDemoSandbox({ control, turner, host })
})
afterEach(() => sandbox.close())

const deadOnes = () => sandbox.tokens.list().filter(({ verdict }) => verdict !== 'alive').length

it('tells the sandbox’s time, also when somebody else turns its clock', async () => {
  expect(control.now()).toBe(sandbox.clock.now())
  await control.advance(DAY)
  expect(control.now()).toBe(sandbox.clock.now())
  sandbox.clock.advance(39 * DAY)
  const over = new AbortController()
  const following = control.follow(over.signal)
  await host.advance(SECOND)
  await control.state()
  expect(control.now() - sandbox.clock.now()).toBeLessThanOrEqual(SECOND)
  over.abort()
  await following
})

it('ends the tokens of the one who is named, else of the first', async () => {
  await demo.break('revoked', 'tea.house')
  expect(deadOnes()).toBe(1)
  await demo.break('revoked', undefined)
  expect(deadOnes()).toBe(2)
})

it('says what waits to be met, and forgets it when it is mended', async () => {
  await demo.break('lost-answer', undefined)
  await demo.break('ghost-publish', undefined)
  expect((await demo.look()).waiting).toEqual(['lost-answer', 'ghost-publish'])
  await demo.mend()
  expect((await demo.look()).waiting).toEqual([])
})

it('ends an outage after a minute of the sandbox, and leaves what else was broken', async () => {
  await demo.break('lost-answer', undefined)
  await demo.break('outage', undefined)
  expect((await fetch(`${sandbox.url}/me`)).status).toBe(503)
  await control.advance(MINUTE)
  const over = new AbortController()
  const watching = demo.watch(over.signal)
  await host.advance(SECOND)
  over.abort()
  await watching
  expect((await demo.look()).waiting).toEqual(['lost-answer'])
})

it('knows its switches, and says when it does not', async () => {
  expect(await demo.setSwitches({ revokeOld: true })).toBe(true)
  expect((await demo.look()).switches).toMatchObject({ revokeOld: true })
  expect(await demo.setSwitches({ noSuchSwitch: true })).toBe(false)
})

it('is refused where what answers is no sandbox', async () => {
  const reaching = reachSandbox({
    url: `${sandbox.url}/feed`,
    http: createHttpFetch(),
    host,
    signal: stop.signal,
  })
  await expect(reaching).rejects.toBeInstanceOf(SandboxRefusal)
})
