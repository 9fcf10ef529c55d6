/** What a queue goes through, with the service as a program of its own: a token that dies, a kill within a chain, a night off. */
import { randomUUID } from 'node:crypto'
import { createSandbox, type Sandbox } from '@everthread/sandbox'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Everthread, everthreadFromSource } from '../support/everthread.ts'
import { type FilledPost, fillFolder, pendingPart } from '../support/filled-folder.ts'
import { lapseLeases } from '../support/lapse-leases.ts'
import { isLongRun } from '../support/repository.ts'
import type { RunningProcess } from '../support/running-process.ts'
import { callsOf } from '../support/sandbox-calls.ts'
import { readPosts } from '../support/store-place.ts'
import { createTestHome, type TestHome } from '../support/test-home.ts'
import { untilAsync } from '../support/until.ts'

const MINUTE = 60_000

let sandbox: Sandbox
let home: TestHome
let everthread: Everthread
let service: RunningProcess | undefined

beforeEach(async () => {
  sandbox = await createSandbox()
  // Its clock is followed from five minutes on.
  sandbox.clock.advance('10m')
  home = createTestHome(sandbox.url)
  everthread = everthreadFromSource()
})
afterEach(async () => {
  await service?.[Symbol.asyncDispose]()
  service = undefined
  await sandbox.close()
  home[Symbol.dispose]()
})

const mint = (): string => sandbox.tokens.create({ user: 'anna', scopes: SCOPES }).access_token
const SCOPES = ['threads_basic', 'threads_content_publish', 'threads_read_replies'] as const

/** In minutes from now, and their texts. */
async function queue(...posts: readonly (readonly [inMinutes: number, ...texts: string[]])[]): Promise<void> {
  const { id: userId } = sandbox.users.put({ username: 'anna' })
  const filled = posts.map(
    ([inMinutes, ...texts]): FilledPost => ({
      id: randomUUID(),
      state: 'scheduled',
      plannedAt: sandbox.clock.now() + inMinutes * MINUTE,
      parts: texts.map((text, index) => pendingPart(index + 1, text)),
    }),
  )
  const member = { userId, username: 'anna', token: mint() }
  await fillFolder(home.dataDir, [{ member, token: 'fresh', posts: filled }])
}

function serve(armedAt = ''): RunningProcess {
  const env = { EVERTHREAD_PORT: '0', EVERTHREAD_CRASH_AT: armedAt }
  service = everthread.start(home, ['serve'], { env })
  return service
}

async function run(...args: readonly string[]): Promise<void> {
  const { code, stderr } = await everthread.run(home, args)
  // Done, or done while others still need a person.
  if (code !== 0 && code !== 3) throw new Error(`${args.join(' ')}: ${code}\n${stderr}`)
}

/** By the first text of each. */
async function states(): Promise<Record<string, string>> {
  const named = (await readPosts(home)).map((post) => {
    const reason = 'standing' in post ? ` ${post.standing.reason}` : ''
    return [post.parts[0]?.content.text ?? '', post.state + reason] as const
  })
  return Object.fromEntries(named)
}

/** While time passes. */
async function untilStates(wanted: Readonly<Record<string, string>>): Promise<void> {
  const isSo = async (): Promise<boolean> => {
    sandbox.clock.advance('10s')
    const all = await states()
    return Object.entries(wanted).every(([text, state]) => all[text] === state)
  }
  await untilAsync(isSo, JSON.stringify(wanted)).catch(async (cause: unknown) => {
    throw new Error(JSON.stringify(await states()), { cause })
  })
}

interface Out {
  readonly id: string
  readonly text: string
  readonly replied_to?: { readonly id: string }
}

/** Oldest first. */
async function out(): Promise<readonly Out[]> {
  const response = await fetch(`${sandbox.url}/__sandbox/posts?user=anna`)
  return ((await response.json()) as { readonly posts: readonly Out[] }).posts.toReversed()
}

const textsOut = async (): Promise<string[]> => (await out()).map(({ text }) => text)

it('a token that dies in mid-queue holds everything and fails nothing, and reconnected it goes out as its owner chooses', async () => {
  await queue([1, 'a'], [2, 'b'], [30, 'c'], [31, 'd'], [32, 'e'], [33, 'f'])
  serve()
  await untilStates({ a: 'published', b: 'published' })
  await sandbox.revoke({ user: 'anna', subcode: 460 })
  const dead = 'held token-dead'
  await untilStates({ c: dead, d: dead, e: dead, f: dead })
  expect(await states()).toEqual({ a: 'published', b: 'published', c: dead, d: dead, e: dead, f: dead })

  const { code } = await everthread.run(home, ['adopt', '--token', '-'], { stdin: `${mint()}\n` })
  expect(code).toBe(0)
  const idOf = async (text: string): Promise<string> => {
    const post = (await readPosts(home)).find(({ parts }) => parts[0]?.content.text === text)
    return post?.id ?? ''
  }
  await run('resume', await idOf('d'), '--skip')
  const soon = new Date(sandbox.clock.now() + 60 * MINUTE).toISOString().slice(11, 16)
  await run('queue', 'slots', `mon-sun ${soon}`, '--account', 'anna')
  await run('resume', await idOf('e'), '--new-slots')
  await run('resume', '--account', 'anna', '--now')
  await untilStates({ c: 'published', d: 'cancelled', e: 'scheduled', f: 'published' })
  expect(await textsOut()).toEqual(['a', 'b', 'c', 'f'])
  sandbox.clock.advance('65m')
  await untilStates({ e: 'published' })
  expect(await textsOut()).toEqual(['a', 'b', 'c', 'f', 'e'])
})

/** The second part is out; whether the store knows of it makes the difference. */
const AFTER_PART_2 = ['publish-answered:2', ...(isLongRun ? ['published-committed:2'] : [])]

it.each(AFTER_PART_2)(
  'a chain of five that is killed after part 2 (%s) goes on with part 3',
  async (step) => {
    const texts = ['one', 'two', 'three', 'four', 'five']
    await queue([1, ...texts])
    sandbox.clock.advance('1m')
    const doomed = serve(step)
    const { signal } = await doomed.ended
    expect(signal).toBe('SIGKILL')
    expect(await textsOut()).toEqual(['one', 'two'])
    lapseLeases(home)
    serve()
    await untilStates({ one: 'published' })
    const all = await out()
    expect(all.map(({ text }) => text)).toEqual(texts)
    expect(all.map(({ replied_to: parent }) => parent?.id)).toEqual([
      undefined,
      ...all.slice(0, -1).map(({ id }) => id),
    ])
    expect(callsOf(sandbox, 'publish')).toBe(texts.length)
  },
)

it('what a service that was off has missed goes out late up to the limit of the queue, and waits for its owner beyond it', async () => {
  await queue([60, 'too late'], [150, 'late'], [200, 'in time'])
  sandbox.clock.advance('3h')
  serve()
  await untilStates({ 'too late': 'held missed', late: 'published' })
  expect(await textsOut()).toEqual(['late'])
  await run('resume', '--account', 'anna', '--now')
  await untilStates({ 'too late': 'published', 'in time': 'published' })
  expect(await textsOut()).toEqual(['late', 'too late', 'in time'])
})
