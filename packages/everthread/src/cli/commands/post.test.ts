/** Writing, changing, and looking at posts from the command line, without a service. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { createPostStage, type PostStage } from '../test-posts.ts'
import { runCancel } from './cancel.ts'
import { runCopy } from './copy.ts'
import { runDelete } from './delete.ts'
import { runEdit } from './edit.ts'
import { type PostOptions, runPost } from './post.ts'
import { runPublished } from './published.ts'
import { runQueue } from './queue.ts'
import { runHold } from './hold.ts'
import { runResume } from './resume.ts'
import { runShow } from './show.ts'
import { pngFile } from '../../media/test-files.ts'
import type { Post } from '../../publisher/post.ts'
import { publishedPart } from '../../publisher/queue-actions/test-actions.ts'
import { endHeartbeat, beat } from '../../store/heartbeats.ts'
import { putSetting } from '../../store/settings.ts'
import { listWork } from '../../store/work.ts'
import { type Millis, systemClock, toIso } from '../../time/clock.ts'
import { DAY, HOUR } from '../../time/duration.ts'
import { createTestContext } from '../test-context.ts'
import { publishNow } from '../posts/publish-now.ts'
import { findInstallation } from '../../service/installation.ts'

let stage: PostStage
beforeEach(async () => {
  stage = await createPostStage()
})
afterEach(() => stage[Symbol.asyncDispose]())

const post = (options: PostOptions = {}, ...words: string[]) => stage.say(runPost, words, options)
const only = async (): Promise<Post> => {
  const [first, ...others] = await stage.posts()
  if (!first || others.length > 0) throw new Error(`there are ${others.length + (first ? 1 : 0)} posts`)
  return first
}
const TOMORROW = () => toIso((systemClock.now() + DAY) as Millis)

describe('a new post', () => {
  it('without a time is a draft', async () => {
    const { exitCode, out } = await post({}, 'Hello', 'there')
    expect(exitCode).toBe(0)
    const { id, state, parts } = await only()
    expect([state, parts[0]?.content.text]).toEqual(['draft', 'Hello there'])
    expect(out).toContain(`${id}: kept as a draft`)
  })

  it('with a time is queued, and says that nobody will publish it until serve runs', async () => {
    const { exitCode, out, err } = await post({ at: TOMORROW() }, 'Hello')
    expect(exitCode).toBe(0)
    expect(out).toContain('goes out')
    expect(err).toContain('Nothing will publish it until everthread serve runs.')
    expect((await only()).state).toBe('scheduled')
  })

  it('does not say so where a service lives', async () => {
    await beat(stage.store.db, { node: 'n', pid: 1 }, systemClock.ticks())
    expect((await post({ at: TOMORROW() }, 'Hello')).err).toBe('')
    await endHeartbeat(stage.store.db, 'n')
  })

  it('comes from standard input, in parts', async () => {
    const stdin = 'First line\n\nmore\n---\n  Second\r\n---\nThird --- not a break\n'
    await stage.in({ stdin }).say(runPost, ['-'], { delay: HOUR })
    const { parts } = await only()
    expect(parts.map(({ content }) => content.text)).toEqual([
      'First line\n\nmore',
      '  Second',
      'Third --- not a break',
    ])
    expect(parts.map(({ delayMs }) => delayMs)).toEqual([0, HOUR, HOUR])
  })

  it('has everything that its options say, under the names that Meta has for it', async () => {
    await post(
      {
        media: ['https://a.example/1.png', '2:https://a.example/2.MP4'],
        alt: ['a cat'],
        topic: '#cats',
        replyControl: 'followers_only',
        link: 'https://b.example',
        quote: '11',
        replyTo: '12',
        spoiler: true,
      },
      'Look',
    )
    expect((await only()).parts.map(({ content }) => content)).toEqual([
      {
        text: 'Look',
        media: [{ kind: 'linked', as: 'image', url: 'https://a.example/1.png', altText: 'a cat' }],
        topicTag: 'cats',
        replyControl: 'followers_only',
        linkAttachment: 'https://b.example',
        quotePostId: '11',
        replyToId: '12',
        isSpoilerMedia: true,
      },
      { media: [{ kind: 'linked', as: 'video', url: 'https://a.example/2.MP4' }] },
    ])
  })

  it.each([
    ['a time that is over', { at: '2020-01-01T09:00' }, 2, 'That time is over.'],
    ['a time that nobody understands', { at: 'soon' }, 2, 'cannot be understood'],
    ['a zone that there is not', { at: '2030-01-01T09:00', zone: 'Moon/Crater' }, 2, 'cannot be understood'],
    ['no slots', { nextSlot: true }, 1, 'no free slot'],
  ])('with %s is kept as a draft', async (...[, options, code, said]) => {
    const { exitCode, err, out } = await post(options, 'Not lost')
    expect([exitCode, (await only()).state, (await only()).parts[0]?.content.text]).toEqual([
      code,
      'draft',
      'Not lost',
    ])
    expect(err).toContain(said)
    expect(out).toContain('kept as a draft')
  })

  it('that a rule refuses is kept as a draft, and the exit code says so', async () => {
    const { exitCode, document } = await stage.json(runPost, ['x'.repeat(501)], { now: true })
    expect(exitCode).toBe(1)
    expect(document).toMatchObject({
      schema: 'everthread/post@1',
      ok: false,
      post: { state: 'draft' },
      findings: [{ code: 'text-too-long', level: 'refused', position: 1 }],
      problems: [{ code: 'rules-broken' }],
    })
    expect((await only()).parts[0]?.content.text).toHaveLength(501)
  })

  it.each([
    ['nothing to say', [], {}],
    ['only white space', ['  \n '], {}],
    ['two times', ['x'], { now: true, at: TOMORROW() }],
    ['more descriptions than media', ['x'], { alt: ['a'] }],
    ['a file that Meta cannot fetch', ['x'], { media: ['cat.png'] }],
  ])('of %s is a mistake of the command line', async (_, words, options) => {
    expect((await stage.say(runPost, words, options)).exitCode).toBe(2)
    expect(await stage.posts()).toEqual([])
  })

  it('of nobody tells how to become somebody', async () => {
    const ran = await stage.in({ env: { EVERTHREAD_DATA: `${stage.cwd}/elsewhere` } }).say(runPost, ['x'])
    expect([ran.exitCode, ran.code]).toEqual([3, 'nothing-kept'])
  })

  it('speaks Russian', async () => {
    const { out, err } = await stage.in({ lang: 'ru' }).say(runPost, ['Привет'], { at: TOMORROW() })
    expect(out).toContain('выйдет')
    expect(err).toContain('Никто не опубликует это, пока не запущен everthread serve.')
  })
})

describe('post --now', () => {
  it('without a service publishes by itself', async () => {
    const { exitCode, out } = await post({ now: true }, 'Hello')
    expect(exitCode).toBe(0)
    const { id, state } = await only()
    expect(state).toBe('published')
    expect(out).toContain(id)
    const live = await fetch(`${stage.sandbox.url}/__sandbox/posts?user=anna`)
    expect(await live.json()).toMatchObject({ posts: [{ text: 'Hello' }] })
  })

  it('is held, with the way out, where Meta cannot fetch its picture', async () => {
    const picture = join(stage.cwd, 'picture.png')
    writeFileSync(picture, pngFile({ width: 640, height: 480 }))
    const { exitCode } = await post({ now: true, media: ['picture.png'] }, 'Look')
    expect(exitCode).toBe(3)
    expect(await only()).toMatchObject({ state: 'held', standing: { reason: 'no-public-address' } })
  })

  it('refuses a file that is no picture, and says what it is', async () => {
    writeFileSync(join(stage.cwd, 'notes.txt'), 'words')
    const { exitCode, message } = await post({ now: true, media: ['notes.txt'] }, 'Look')
    expect(exitCode).toBe(2)
    expect(message).toContain('notes.txt')
    expect(await stage.posts()).toEqual([])
  })

  it.each([
    ['published', 0],
    ['held', 3],
    ['needs_review', 3],
    ['failed', 1],
  ] as const)('beside a service waits until it is %s', async (state, code) => {
    await beat(stage.store.db, { node: 'n', pid: 1 }, systemClock.ticks())
    const ran = post({ now: true }, 'Hello')
    const created = await waitFor(async () => (await stage.posts())[0])
    await stage.put(settled(created, state))
    expect((await ran).exitCode).toBe(code)
    expect((await only()).state).toBe(state)
  })

  it('without a service advances its account itself, and answers with what came of it', async () => {
    await post({}, 'Hello')
    using test = createTestContext({ sandbox: stage.sandbox, cwd: stage.cwd })
    await using installation = await findInstallation({ ...test.context, clock: systemClock })
    if (!installation) throw new Error('there is no data folder')
    const { id, accountId } = await only()
    const openMedia = () => Promise.reject(new Error('no media are asked for'))
    const order = { installation, openMedia, accountId, postId: id }
    const advanced = await publishNow(test.context, {
      ...order,
      advancePosts: async () => {
        await stage.put(settled(await only(), 'published'))
        return 'advanced'
      },
    })
    expect(advanced.state).toBe('published')
  })
})

async function waitFor<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    await systemClock.sleep(5)
  }
}

function settled({ plan, ...post }: Post, state: 'published' | 'held' | 'needs_review' | 'failed'): Post {
  const at = systemClock.now()
  if (state === 'published')
    return {
      ...post,
      ...(plan && { plan }),
      state,
      publishedAt: at,
      parts: post.parts.map((part) => publishedPart(part, at)),
    }
  if (!plan) throw new Error('it has no plan')
  return { ...post, plan, state, standing: { reason: 'refused', at } }
}

describe('a post by its id', () => {
  it('is named by the beginning of it, where that is clear', async () => {
    await post({}, 'one')
    const { id } = await only()
    expect((await stage.say(runShow, [id.slice(0, 5)])).exitCode).toBe(0)
    expect((await stage.say(runShow, ['nothing'])).code).toBe('post-unknown')
    expect((await stage.say(runShow, [])).exitCode).toBe(2)
    await stage.put({ ...(await only()), id: `${id.slice(0, 5)}-other` as Post['id'] })
    expect(await stage.say(runShow, [id.slice(0, 5)])).toMatchObject({ exitCode: 2, code: 'post-not-clear' })
    expect((await stage.say(runShow, [id])).exitCode).toBe(0)
  })

  it('is edited: the text, the time, both', async () => {
    await post({}, 'one')
    const { id } = await only()
    expect((await stage.say(runEdit, [id, 'two'])).exitCode).toBe(0)
    expect((await only()).parts[0]?.content.text).toBe('two')
    expect((await stage.say(runEdit, [id], { at: TOMORROW() })).exitCode).toBe(0)
    expect(await only()).toMatchObject({ state: 'scheduled', parts: [{ content: { text: 'two' } }] })
    expect((await stage.say(runEdit, [id])).exitCode).toBe(2)
  })

  it('is cancelled, and an edit makes it a draft again', async () => {
    await post({ at: TOMORROW() }, 'one')
    const { id, accountId } = await only()
    expect((await stage.say(runCancel, [id])).out).toContain('cancelled')
    expect((await listWork(stage.store.db, accountId)).filter(({ kind }) => kind === 'post')).toEqual([])
    expect(await stage.say(runCancel, [id])).toMatchObject({ exitCode: 1 })
    await stage.say(runEdit, [id, 'again'])
    expect((await only()).state).toBe('draft')
  })

  it('is deleted on Threads, where the token may do that', async () => {
    await post({}, 'one')
    const token = stage.token({ scopes: ['threads_basic', 'threads_content_publish'] })
    const { id } = await only()
    const mediaId = stage.sandbox.posts.create({ user: 'anna', text: 'one' }).id
    const draft = await only()
    const parts = draft.parts.map((part) => ({
      ...publishedPart(part, systemClock.now()),
      as: { kind: 'by_us' as const, mediaId },
    }))
    const { plan: _, ...rest } = draft
    await stage.put({ ...rest, state: 'published', publishedAt: systemClock.now(), parts })
    const ran = await stage.say(runDelete, [id])
    expect([ran.exitCode, token.length > 0]).toEqual([3, true])
    expect(ran.err).toContain('threads_delete')
    expect((await stage.say(runDelete, [id], { onlyHere: true })).exitCode).toBe(0)
    expect(await stage.posts()).toEqual([])
  })

  it('is shown without moving the cursor of whoever looks, and copied as it is', async () => {
    await post({}, 'be\u001B[2Jware\u0007')
    const { id } = await only()
    for (const { out } of [await stage.say(runShow, [id]), await stage.say(runQueue, [])]) {
      expect(out).toContain('be\uFFFD[2Jware\uFFFD')
      expect(out).not.toContain('\u001B')
    }
    expect((await stage.say(runCopy, [id])).out).toBe('be\u001B[2Jware\u0007\n')
  })

  it('shows its parts and its timeline, and a report that holds none of its words', async () => {
    await post({ at: TOMORROW(), topic: 'secret-topic' }, 'Private words')
    const { id } = await only()
    const shown = await stage.say(runShow, [id])
    expect(shown.out).toContain('Private words')
    expect(shown.out).toContain('given a time')
    const { out } = await stage.say(runShow, [id], { report: true })
    expect(out).toContain('scheduled')
    expect(out).toContain('text(13)')
    expect(out).not.toMatch(/Private|secret-topic|anna/u)
  })
})

describe('the queue', () => {
  it('has what needs a person on top, then the days, then drafts', async () => {
    await post({}, 'A draft')
    await post({ at: TOMORROW() }, 'For tomorrow')
    await post({ at: toIso((systemClock.now() + 9 * DAY) as Millis) }, 'For later')
    await post({ at: TOMORROW() }, 'Is held')
    const held = (await stage.posts()).find(({ parts }) => parts[0]?.content.text === 'Is held')
    if (held) await stage.put(settled(held, 'held'))
    const { out, exitCode, err } = await stage.say(runQueue, [])
    expect(exitCode).toBe(3)
    const order = [
      'Late and held',
      'Is held',
      'Tomorrow',
      'For tomorrow',
      'Later',
      'For later',
      'Drafts',
      'A draft',
    ]
    expect(order.map((one) => out.indexOf(one)).toSorted((one, other) => one - other)).toEqual(
      order.map((one) => out.indexOf(one)),
    )
    expect(out).not.toContain('Today')
    expect(err).toContain('everthread serve')
  })

  it('keeps what its owner holds, until it is named, at its own time', async () => {
    await post({ at: TOMORROW() }, 'one')
    const { id, plan } = await only()
    expect((await stage.say(runHold, [id])).out).toContain('held until you resume it')
    expect((await stage.say(runResume, [])).out).toContain('nothing is held')
    expect((await stage.json(runShow, [id])).document).toMatchObject({
      post: { state: 'held', standing: { reason: 'held-by-you' } },
    })
    expect((await stage.say(runResume, [id])).out).toContain('goes on')
    expect(await only()).toMatchObject({ state: 'scheduled', plan })
    expect((await stage.say(runResume, [], { asPlanned: true, now: true })).exitCode).toBe(2)
  })

  it('is paused and opened, and what is held goes on as it is told', async () => {
    await post({ at: TOMORROW() }, 'one')
    await stage.put(settled(await only(), 'held'))
    expect((await stage.say(runQueue, ['pause'])).out).toContain('paused since')
    expect((await stage.say(runResume, [], { now: true })).exitCode).toBe(3)
    await stage.say(runQueue, ['open'])
    expect((await stage.say(runResume, [])).out).toContain('goes on')
    expect((await only()).state).toBe('scheduled')
    expect((await stage.say(runResume, [])).out).toContain('nothing is held')
    expect((await stage.say(runResume, [], { now: true, skip: true })).exitCode).toBe(2)
  })

  it('counts from now as Meta does, where a service has learnt that the clock of this machine goes wrong', async () => {
    await putSetting(stage.store.db, 'skew_ms', String(3 * HOUR))
    await post({ at: TOMORROW() }, 'one')
    await stage.put(settled(await only(), 'held'))
    const before = systemClock.now()
    await stage.say(runResume, [], { now: true })
    expect((await only()).plan?.at).toBeGreaterThanOrEqual(before + 3 * HOUR)
  })

  it('has weekly slots in its zone', async () => {
    const { out } = await stage.say(runQueue, ['slots', 'mon-wed 09:00', 'daily 9:00', 'sat 23:59'], {
      zone: 'Asia/Tokyo',
      missed: 'publish',
    })
    expect(out).toContain('Asia/Tokyo')
    expect(out).toContain(
      'Mon 09:00, Tue 09:00, Wed 09:00, Thu 09:00, Fri 09:00, Sat 09:00, Sat 23:59, Sun 09:00',
    )
    expect((await post({ nextSlot: true }, 'one')).exitCode).toBe(0)
    expect((await only()).plan).toMatchObject({
      zone: 'Asia/Tokyo',
      wall: expect.stringMatching(/T09:00|T23:59/u),
    })
    await stage.say(runQueue, ['slots', 'none'])
    expect((await stage.json(runQueue, [])).document['slots']).toEqual([])
  })

  it.each([
    ['no action', ['stop'], {}],
    ['no slot', ['slots', 'noon'], {}],
    ['no hour', ['slots', 'mon 25:00'], {}],
    ['no zone', [], { zone: 'Mars/Base' }],
  ])('that is told %s changes nothing', async (_, words, options) => {
    expect((await stage.say(runQueue, words, options)).exitCode).toBe(2)
    expect((await stage.json(runQueue, [])).document).toMatchObject({ zone: 'UTC', slots: [] })
  })
})

describe('by hand', () => {
  it('its text is copied, and the address that opens Threads is said', async () => {
    await stage.in({ stdin: 'one\n---\ntwo' }).say(runPost, ['-'])
    const { id } = await only()
    const { out, err } = await stage.say(runCopy, [id])
    expect(out).toBe('one\n---\ntwo\n')
    expect(err).toContain('https://www.threads.com/intent/post?text=one')
    expect((await stage.say(runCopy, [id], { part: 2 })).out).toBe('two\n')
    expect((await stage.say(runCopy, [id], { part: 3 })).exitCode).toBe(2)
    expect((await only()).state).toBe('draft')
  })

  it('a code for a phone hands it off: the text where no phone reaches us, else a short link', async () => {
    await post({ at: TOMORROW() }, 'one')
    const { id } = await only()
    const here = await stage.say(runCopy, [id], { qr: true })
    expect(here.err).toContain('the code holds the text itself')
    expect((await only()).state).toBe('handed_off')
    const lan = await stage.in({ env: { EVERTHREAD_HOST: '192.168.1.5' } }).say(runCopy, [id], { qr: true })
    expect(lan.err).toMatch(/http:\/\/192\.168\.1\.5:4280\/h\/[\w-]{22}\n/u)
    expect(lan.err).toMatch(/[█▀▄]/u)
  })

  it('it is said to be published, and not to be after all, and is taken back', async () => {
    await post({ at: TOMORROW() }, 'one')
    const { id } = await only()
    await stage.say(runCopy, [id], { qr: true })
    expect(
      (await stage.say(runPublished, [id], { link: 'https://www.threads.com/@anna/post/DA' })).exitCode,
    ).toBe(0)
    expect(await only()).toMatchObject({
      state: 'published',
      parts: [{ permalink: 'https://www.threads.com/@anna/post/DA' }],
    })
    await stage.say(runPublished, [id], { undo: true })
    expect((await only()).state).toBe('handed_off')
    expect((await stage.say(runResume, [id])).exitCode).toBe(0)
    expect((await only()).state).toBe('scheduled')
    expect((await stage.say(runPublished, [id], { link: 'nonsense' })).exitCode).toBe(2)
  })

  it.each([
    [{}, 'published'],
    [{ undo: true }, 'scheduled'],
  ])('where nobody can tell, its owner says (%j): %s', async (options, state) => {
    await post({ at: TOMORROW() }, 'one')
    const container = { children: [], own: { id: '8', contentHash: 'c', madeAt: 1 as Millis, polls: 0 } }
    const held = settled(await only(), 'needs_review')
    await stage.put({
      ...held,
      parts: held.parts.map((part) => ({ ...part, state: 'unknown', container })),
    })
    expect((await stage.say(runPublished, [held.id], options)).exitCode).toBe(0)
    expect((await only()).state).toBe(state)
  })
})

test('a failed post is tried again, and an unclear change of two people is told', async () => {
  await post({ at: TOMORROW() }, 'one')
  await stage.put(settled(await only(), 'failed'))
  const { id } = await only()
  expect((await stage.say(runResume, [id])).exitCode).toBe(0)
  expect((await only()).state).toBe('scheduled')
})
