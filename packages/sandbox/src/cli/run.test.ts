import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { VERSION } from '../version.ts'
import { parseCommand } from './arguments.ts'
import { run } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
afterAll(() => rmSync(folder, { recursive: true }))

function fileWith(content: string): string {
  const path = join(folder, 'seed.json')
  writeFileSync(path, content)
  return path
}

/** Runs the program until its first line, looks at it, then stops it. */
async function runUntilReady(
  args: readonly string[],
  look: (line: string) => Promise<void> = async () => {},
) {
  const { promise: stopped, resolve: stop } = Promise.withResolvers<void>()
  const out: string[] = []
  const said: string[] = []
  const code = await run({
    args,
    out: (text) => {
      out.push(text)
      look(text).then(
        () => stop(),
        (error: unknown) => {
          said.push(String(error))
          stop()
        },
      )
    },
    say: (text) => void said.push(text),
    stopped: () => stopped,
  })
  return { code, out: out.join(''), said: said.join('') }
}

test('--json prints one line with url, app_id and app_secret when it is ready', async () => {
  const ended = await runUntilReady(['--json', '--port', '0'], async (line) => {
    const ready = JSON.parse(line)
    expect(Object.keys(ready)).toEqual(['url', 'app_id', 'app_secret'])
    const answer = await globalThis.fetch(`${ready.url}/__sandbox/clock`)
    expect(await answer.json()).toMatchObject({ mode: 'virtual' })
  })
  expect(ended).toMatchObject({ code: 0, said: '' })
  expect(ended.out.split('\n')).toHaveLength(2)
})

test('without --json the line is for people, and the clock’s mode can be chosen', async () => {
  const ended = await runUntilReady(['--clock', 'real'], async (line) => {
    const url = /at (http:\S+) \(app id \d{16}, secret \w{32}\)\n$/.exec(line)?.[1] ?? ''
    const answer = await globalThis.fetch(`${url}/__sandbox/clock`)
    expect(await answer.json()).toMatchObject({ mode: 'real' })
  })
  expect(ended).toMatchObject({ code: 0, said: '' })
})

test('--no-request-log keeps no request', async () => {
  const ended = await runUntilReady(['--json', '--no-request-log'], async (line) => {
    const { url } = JSON.parse(line)
    await globalThis.fetch(`${url}/me`)
    const answer = await globalThis.fetch(`${url}/__sandbox/requests`)
    expect(await answer.json()).toEqual({ requests: [] })
  })
  expect(ended).toMatchObject({ code: 0, said: '' })
})

test('a seed file furnishes the sandbox, and its unplayed faults are told at the end', async () => {
  const seed = fileWith(
    JSON.stringify({
      seed: 'x',
      now: '2026-01-01T00:00:00Z',
      clock: 'frozen',
      apps: [{ app_id: '42', app_secret: 'secret' }],
      users: [{ username: 'anna', private: true }],
      tokens: [{ user: 'anna', age: '61d' }],
      faults: [{ endpoint: 'me', times: 2, fault: { kind: 'status', status: 503 } }],
      switches: { revokeOld: 'on' },
    }),
  )
  const ended = await runUntilReady(['--json', '--seed', seed], async (line) => {
    const { url, app_id } = JSON.parse(line)
    const state = (await (await globalThis.fetch(`${url}/__sandbox/state`)).json()) as Record<string, unknown>
    expect(app_id).toBe('42')
    expect(state).toMatchObject({
      clock: { now: '2026-01-01T00:00:00.000Z', mode: 'frozen' },
      users: [{ username: 'anna', private: true }],
      tokens: [{ verdict: '190/463' }],
      switches: { revokeOld: true },
    })
  })
  expect(ended).toMatchObject({ code: 0, said: 'everthread-sandbox: never played: status on me, 2 left\n' })
})

test('the example seed is complete: what hangs on what is known by name, and nothing is told of it', async () => {
  const seed = fileURLToPath(new URL('../../examples/bakery.json', import.meta.url))
  const ended = await runUntilReady(['--json', '--seed', seed], async (line) => {
    const { url, app_id } = JSON.parse(line)
    const ask = async (name: string) => (await globalThis.fetch(`${url}/__sandbox/${name}`)).json() as unknown
    expect(app_id).toBe('4281000000000001')
    expect(await ask('state')).toMatchObject({
      users: [{ username: 'anna' }, { username: 'bob' }, { username: 'carl.private' }],
      population: { accounts: 1000, postsEach: 10 },
      tokens: [{ verdict: 'alive' }, { verdict: '190/463' }, { kind: 'short' }],
      webhooks: [{ fields: ['replies', 'mentions', 'publish', 'delete'] }],
      deliveries: [],
      faults: [{ endpoint: 'publish' }],
      switches: { revokeOld: true, webhookOwnReplies: false },
    })
    const { posts } = (await ask('posts?user=anna')) as {
      posts: { text: string; root_post?: { id: string } }[]
    }
    const chain = posts.filter(({ text }) => /^\d\//.test(text))
    expect(chain).toMatchObject([
      { is_reply: true, text: expect.stringMatching(/^3/) },
      { is_reply: true, text: expect.stringMatching(/^2/), root_post: chain[0]?.root_post },
      { is_reply: false, text: expect.stringMatching(/^1/), id: chain[0]?.root_post?.id },
    ])
    expect(await ask('posts?user=nobody')).toMatchObject({
      error: expect.stringContaining('no user "nobody"'),
    })
  })
  expect(ended).toMatchObject({ code: 0 })
})

test('a seed file that is none gets a sentence and exit code 2', async () => {
  const sentences: [string, RegExp][] = [
    [join(folder, 'absent.json'), /the seed file cannot be read: ENOENT/],
    [folder, /the seed file cannot be read: EISDIR/],
    [fileWith('{'), /seed\.json is not JSON/],
  ]
  for (const [path, sentence] of sentences) {
    const ended = await runUntilReady(['--seed', path])
    expect(ended).toMatchObject({ code: 2, out: '', said: expect.stringMatching(sentence) })
  }
  for (const content of [
    '[]',
    '{"user":[]}',
    '{"users":[{}]}',
    '{"switches":{"x":1}}',
    '{"tokens":[{"user":"x"}]}',
    '{"users":[{"username":"x"}],"posts":[{"user":"x","reply_to":"unnamed"}]}',
    '{"webhooks":[{"url":"http://x","fields":["likes"]}]}',
  ]) {
    const ended = await runUntilReady(['--seed', fileWith(content)])
    expect(ended).toMatchObject({ code: 2, out: '' })
  }
})

test('--help and --version go to standard output', async () => {
  expect(await runUntilReady(['--help'])).toMatchObject({
    code: 0,
    said: '',
    out: expect.stringContaining('--clock MODE'),
  })
  expect(await runUntilReady(['--version'])).toEqual({ code: 0, said: '', out: `${VERSION}\n` })
})

test('a wrong command line gets a sentence on standard error and exit code 2', async () => {
  const lines = [
    ['--prot', '1'],
    ['--port', 'x'],
    ['--port', '70000'],
    ['--port'],
    ['--clock', 'fast'],
    ['extra'],
    ['--json=1'],
  ]
  for (const args of lines) {
    const ended = await runUntilReady(args)
    expect(ended).toMatchObject({ code: 2, out: '' })
    expect(ended.said).toMatch(/^everthread-sandbox: .+ \(--help shows the options\)\n$/)
  }
  expect(() => parseCommand(['--prot'])).toThrow(/^Unknown option '--prot'$/)
})

test('a port that is taken is a failure, not a mistake', async () => {
  const ended = await runUntilReady(['--json'], async (line) => {
    const { port } = new URL(JSON.parse(line).url)
    const second = await runUntilReady(['--port', port])
    expect(second).toMatchObject({ code: 1, out: '', said: expect.stringContaining('EADDRINUSE') })
  })
  expect(ended).toMatchObject({ code: 0, said: '' })
})
