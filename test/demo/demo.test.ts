/** `npm start` on a machine that has nothing yet, as a process: what it says, what it serves, how it ends. */
import { createServer } from 'node:http'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createSandbox } from '@everthread/sandbox'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listenOn } from '../../packages/everthread/src/server/listen.ts'
import { everthreadFromSource } from '../support/everthread.ts'
import type { RunningProcess } from '../support/running-process.ts'
import { createTestHome, type TestHome } from '../support/test-home.ts'

const LINK = /(http:\/\/localhost:\d+)\/demo#([\w-]+)/
const PASSWORD = 'drawn by the browser'

let home: TestHome
beforeEach(() => {
  home = createTestHome()
})
afterEach(() => home[Symbol.dispose]())

const start = (args: readonly string[], env: Record<string, string> = {}): RunningProcess =>
  everthreadFromSource().start(home, args, { env: { EVERTHREAD_PORT: '0', CI: 'true', ...env } })

/** As the page behind the link does. Resolves with how to ask the service. */
async function comeIn(demo: RunningProcess) {
  await demo.said(LINK, 'stderr')
  const [, origin = '', link] = LINK.exec(demo.stderr()) ?? []
  const json = { 'content-type': 'application/json' }
  const body = JSON.stringify({ link, name: 'You', password: PASSWORD })
  const made = await fetch(`${origin}/api/v1/owner`, { method: 'POST', headers: json, body })
  const [cookie = ''] = (made.headers.get('set-cookie') ?? '').split(';')
  return {
    origin,
    cookie,
    ask: async <T>(path: string, order?: object): Promise<T> => {
      const init = order && { method: 'PUT', body: JSON.stringify(order) }
      const answer = await fetch(`${origin}/api/v1/${path}`, { headers: { ...json, cookie }, ...init })
      return (await answer.json()) as T
    },
  }
}

async function interrupt(demo: RunningProcess): Promise<number | null> {
  demo.kill('SIGINT')
  return (await demo.ended).code
}

describe('npm start', () => {
  it('with nothing to keep says so, lets in by the link, and a turned clock renews the token', async () => {
    await using demo = start(['serve', '--or-demo'])
    const { ask } = await comeIn(demo)
    expect(demo.stderr()).toMatch(/Nothing to keep here.*so this is the demo/is)
    expect(await ask('session')).toMatchObject({ caller: 'owner', is_demo: true })
    await ask('sandbox/clock', { by: '39d' })
    await demo.said(/renewed and good until .* written to .*\.env \(THREADS_ACCESS_TOKEN\)/)
    expect(await interrupt(demo)).toBe(0)
    expect(demo.stderr()).toContain('The demo is over')
    expect(demo.stdout() + demo.stderr()).not.toMatch(/THAA|\n\s+at /)
  })

  it('leaves nothing behind', async () => {
    await using demo = start(['serve', '--demo'])
    await demo.said(LINK, 'stderr')
    expect(await interrupt(demo)).toBe(0)
    expect([existsSync(home.dataDir), readdirSync(join(home.root, 'tmp'))]).toEqual([false, []])
  })

  it('takes another port where its own is taken', async () => {
    await using taken = await listenOn(createServer(), { host: '127.0.0.1', port: 0 })
    const { port } = new URL(taken.url)
    await using demo = start(['serve', '--demo'], { EVERTHREAD_PORT: port })
    await demo.said(LINK, 'stderr')
    expect(new URL(LINK.exec(demo.stderr())?.[1] ?? '').port).not.toBe(port)
  })

  it('says its lines for machines on standard output, and the link to nobody there', async () => {
    await using demo = start(['serve', '--demo', '--json'])
    await demo.said(LINK, 'stderr')
    await demo.said('"kind":"serving"', 'stdout')
    const kinds = demo
      .stdout()
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { kind: string }).kind)
    expect(new Set(kinds)).toEqual(new Set(['demo', 'serving', ...kinds.filter((kind) => kind === 'round')]))
    expect(demo.stdout()).not.toMatch(LINK)
  })

  it('goes on where it was in a sandbox that was named, and a folder that was', async () => {
    await using sandbox = await createSandbox()
    const named = { THREADS_API_BASE_URL: sandbox.url }
    await using first = start(['serve', '--demo'], named)
    const { origin, cookie } = await comeIn(first)
    first.kill('SIGKILL')
    await first.ended
    await using second = start(['serve', '--demo'], { ...named, EVERTHREAD_PORT: new URL(origin).port })
    await second.said('The demo goes on')
    const answer = await fetch(`${origin}/api/v1/accounts`, { headers: { cookie } })
    expect(((await answer.json()) as { accounts: unknown[] }).accounts).toHaveLength(2)
    expect(sandbox.users.list()).toHaveLength(2)
  })

  it('says what is wrong where what answers is no sandbox', async () => {
    await using other = await listenOn(
      createServer((_, response) => response.end('{}')),
      { host: '127.0.0.1', port: 0 },
    )
    await using demo = start(['serve', '--demo'], { THREADS_API_BASE_URL: other.url })
    expect((await demo.ended).code).toBe(1)
    expect(demo.stderr()).toContain('is no sandbox')
  })

  it('keeps the token of ./.env where there is one, and does not show the demo', async () => {
    await using sandbox = await createSandbox()
    sandbox.users.put({ username: 'anna' })
    const { access_token } = sandbox.tokens.create({ user: 'anna', age: '45d' })
    home.write('.env', `THREADS_ACCESS_TOKEN=${access_token}\n`)
    await using service = start(['serve', '--or-demo'], { THREADS_API_BASE_URL: sandbox.url })
    await service.said(/renewed and good until/)
    await service.said(/keeping 1 token; health: http/)
    expect(await interrupt(service)).toBe(0)
    expect(service.stderr()).not.toMatch(/demo/i)
  })
})
