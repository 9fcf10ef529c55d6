/** The examples do what they say, against a sandbox whose clock is turned instead of waited for. */
import { join } from 'node:path'
import { Secret } from '@everthread/client'
import { createSandbox, type Sandbox } from '@everthread/sandbox'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { csvOfWeek } from '../../examples/insights-to-csv/insights-to-csv.ts'
import { postChain } from '../../examples/post-a-chain/post-a-chain.ts'
import type { LoopbackServer } from '../support/loopback-server.ts'
import { servePicture } from '../support/picture-server.ts'
import { REPOSITORY } from '../support/repository.ts'
import { runProcess } from '../support/running-process.ts'

let sandbox: Sandbox
let pictures: LoopbackServer

beforeEach(async () => {
  sandbox = await createSandbox({ clock: 'frozen', users: [{ username: 'anna' }] })
  pictures = await servePicture()
})

afterEach(async () => {
  await pictures[Symbol.asyncDispose]()
  await sandbox.close()
})

const given = () => ({
  transport: { fetch, baseUrl: sandbox.url },
  token: new Secret(sandbox.tokens.create({ user: 'anna' }).access_token),
})

describe('post-a-chain', () => {
  const story = `${'Once upon a time there was a token. '.repeat(30)}\n\nAnd it lived.`

  it('posts a picture and the rest of the text below it, in order', async () => {
    const { transport, token } = given()
    const ids = await postChain({
      transport,
      token,
      imageUrl: pictures.url,
      text: story,
      sleep: async (ms) => sandbox.clock.advance(ms),
    })
    expect(ids.length).toBeGreaterThan(2)
    const posts = await Promise.all(
      ids.map(async (id) => {
        const fields = 'id,text,media_type,replied_to'
        const answer = await fetch(`${sandbox.url}/${id}?fields=${fields}&access_token=${token.reveal()}`)
        return (await answer.json()) as { text: string; media_type: string; replied_to?: { id: string } }
      }),
    )
    expect(posts.map(({ media_type: type }) => type)).toEqual([
      'IMAGE',
      ...ids.slice(1).map(() => 'TEXT_POST'),
    ])
    expect(posts.slice(1).map(({ replied_to: parent }) => parent?.id)).toEqual(ids.slice(0, -1))
    const letters = (text: string): string => text.replaceAll(/\s/g, '')
    expect(letters(posts.map(({ text }) => text).join(''))).toBe(letters(story))
  })
})

describe('insights-to-csv', () => {
  it('writes a line for each post of the week, and none for older ones', async () => {
    sandbox.posts.create({ user: 'anna', text: 'Too old', age: '9d' })
    sandbox.posts.create({ user: 'anna', text: 'Said "hello", and left', age: '2d' })
    const lines: string[] = []
    for await (const line of csvOfWeek({ ...given(), now: sandbox.clock.now() })) lines.push(line)
    expect(lines).toEqual([
      'permalink,published_at,text,views,likes,replies,reposts,quotes,shares',
      expect.stringMatching(
        /^https:\/\/www\.threads\.com\/@anna\/post\/[\w-]+,\d{4}-\d\d-\d\dT[\d:.]+Z,"Said ""hello"", and left",\d+(,\d+){5}$/,
      ),
    ])
  })
})

describe('expiry-in-tests', () => {
  it('passes', async () => {
    const ran = await runProcess({
      command: process.execPath,
      args: ['--conditions=@everthread/source', '--test'],
      cwd: join(REPOSITORY, 'examples/expiry-in-tests'),
      env: {},
    })
    expect({ code: ran.code, passed: /^ℹ pass (\d+)$/m.exec(ran.stdout)?.[1] }).toEqual({
      code: 0,
      passed: '2',
    })
  })
})
