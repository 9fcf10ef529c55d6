/** The post lane against the sandbox: from the first container to what is out, and what holds it on the way. */
import { fault } from '@everthread/sandbox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { servePicture } from '../../../../test/support/picture-server.ts'
import { createTestPublisher, stepForEver, type TestPublisher } from './test-publisher.ts'
import { Cut, cutAt } from '../keeper/test-world.ts'
import { findPost, savePost } from '../store/posts.ts'
import { getQueue, putQueue } from '../store/queues.ts'
import { findQuotas } from '../store/quotas.ts'
import { findAccount } from '../store/accounts.ts'
import type { PartContent } from '../publisher/content.ts'
import { finding } from '../publisher/preflight/finding.ts'
import type { Pause } from '../publisher/queue-policy.ts'
import { listWork, scheduleWork } from '../store/work.ts'
import { DAY, HOUR, MINUTE } from '../time/duration.ts'

let picture: Awaited<ReturnType<typeof servePicture>>
beforeAll(async () => {
  picture = await servePicture()
})
afterAll(() => picture[Symbol.asyncDispose]())

function image(altText?: string): NonNullable<PartContent['media']>[number] {
  return { kind: 'linked', as: 'image', url: picture.url, ...(altText !== undefined && { altText }) }
}

async function pause({ keeper, anna }: TestPublisher, change: { readonly pause?: Pause }): Promise<void> {
  const { db } = keeper.installation.store
  const { pause: _, ...queue } = await getQueue(db, anna.id)
  await putQueue(db, anna.id, { ...queue, ...change })
}

/** As a person resumes a held post: now. */
async function resume({ keeper, anna }: TestPublisher, id: string): Promise<void> {
  const { store } = keeper.installation
  const now = keeper.world.clock.now()
  await store.transaction(async (trx) => {
    const post = await findPost(trx, id)
    if (post?.state !== 'held') throw new Error(`${id} is not held`)
    const { standing: _, ...rest } = post
    await savePost(trx, {
      ...rest,
      state: 'scheduled',
      version: post.version + 1,
      plan: { ...post.plan, at: now },
    })
    await scheduleWork(trx, anna.id, { kind: 'post', subject: id, dueAt: now })
  })
}

/** A file of ours that nobody can reach. */
async function stored({ keeper }: TestPublisher): Promise<PartContent> {
  const size = { bytes: 1, width: 320, height: 240, duration_ms: null, name: null }
  const row = { id: 'file', kind: 'image' as const, type: 'image/png', sha256: '', place: 'folder' as const }
  await keeper.installation.store.db
    .insertInto('media')
    .values({ ...row, ...size, created_at: 0 })
    .execute()
  return { media: [{ kind: 'stored', mediaId: 'file' }] }
}

describe('a post', () => {
  it('goes out when its time comes, with a container that was made a quarter of an hour before', async () => {
    await using publisher = await createTestPublisher()
    const { id, plan } = await publisher.schedule({ inMs: HOUR })
    while ((await publisher.told(id)) !== 'ready') await publisher.step()
    expect(publisher.keeper.world.clock.now()).toBe((plan?.at ?? 0) - 15 * MINUTE)
    expect(await publisher.texts()).toEqual([])
    expect(await publisher.settle(id)).toBe('published')
    expect(publisher.keeper.world.clock.now()).toBe(plan?.at)
    await publisher.rest()
    expect(await publisher.receipts(id)).toEqual([
      'container-created',
      'container-read',
      'publish-sent',
      'published',
      'permalink-read',
    ])
    expect((await publisher.post(id)).parts).toMatchObject([
      { state: 'published', permalink: expect.stringContaining('https://www.threads.com/@anna/post/') },
    ])
    expect(await listWork(publisher.keeper.installation.store.db, publisher.anna.id)).not.toContainEqual(
      expect.objectContaining({ kind: 'post' }),
    )
  })

  it('whose address cannot be read in a bad minute is read after it', async () => {
    await using publisher = await createTestPublisher()
    publisher.keeper.world.sandbox.faults.add({ endpoint: 'media', fault: fault.unavailable(), times: 4 })
    const { id } = await publisher.schedule()
    expect(await publisher.settle(id)).toBe('published')
    await publisher.rest()
    expect((await publisher.post(id)).parts).toMatchObject([{ permalink: expect.any(String) }])
  })

  it('says what its owner said, all of it', async () => {
    await using publisher = await createTestPublisher()
    const whole: PartContent = {
      text: 'Which? #Tea',
      pollAttachment: ['Tea', 'Coffee'],
      replyControl: 'mentioned_only',
    }
    const { id } = await publisher.schedule({ parts: [whole] })
    expect(await publisher.settle(id)).toBe('published')
    expect(await publisher.texts()).toEqual(['Which? Tea'])
  })

  it('with a picture waits until Meta has worked on it', async () => {
    await using publisher = await createTestPublisher()
    const { id } = await publisher.schedule({ parts: [{ text: 'Look', media: [image('A grey wall')] }] })
    await publisher.now()
    expect(await publisher.told(id)).toBe('preparing')
    expect(await publisher.settle(id)).toBe('published')
  })

  it('with several is a carousel', async () => {
    await using publisher = await createTestPublisher()
    const { id } = await publisher.schedule({ parts: [{ text: 'Look', media: [image(), image(), image()] }] })
    expect(await publisher.settle(id)).toBe('published')
    const [carousel, ...items] = publisher.keeper.world.sandbox.state().containers
    expect([carousel?.media_type, items.map(({ is_carousel_item }) => is_carousel_item)]).toEqual([
      'CAROUSEL',
      [true, true, true],
    ])
  })

  it('with a file of ours and no address for it is held at once', async () => {
    await using publisher = await createTestPublisher()
    const { id } = await publisher.schedule({
      inMs: MINUTE,
      parts: [await stored(publisher)],
    })
    await publisher.now()
    expect(await publisher.told(id)).toBe('held no-public-address')
  })

  it('that a rule refuses is failed before anything is at Meta', async () => {
    const preflight = async () => [{ ...finding('text-too-long', { count: 501, most: 500 }), position: 2 }]
    await using publisher = await createTestPublisher({ preflight })
    const { id } = await publisher.schedule({ parts: [{ text: 'One' }, { text: 'Two' }] })
    await publisher.now()
    expect(await publisher.post(id)).toMatchObject({
      state: 'failed',
      standing: { reason: 'preflight', position: 2, detail: 'text-too-long' },
    })
    expect(publisher.keeper.world.calls('threads')).toBe(0)
  })

  it('that Meta refuses is failed, with Meta’s code', async () => {
    await using publisher = await createTestPublisher()
    const refusal = { kind: 'error', code: 100, error_subcode: 4279071 } as const
    publisher.keeper.world.sandbox.faults.add({ endpoint: 'create_container', fault: refusal })
    const { id } = await publisher.schedule()
    await publisher.now()
    expect(await publisher.post(id)).toMatchObject({ standing: { reason: 'refused', detail: '100/4279071' } })
  })

  it('is published with what it says now, not with a container of what it said', async () => {
    await using publisher = await createTestPublisher()
    const { id } = await publisher.schedule({ inMs: 10 * MINUTE })
    await publisher.now()
    const { store } = publisher.keeper.installation
    await store.transaction(async (trx) => {
      const post = await findPost(trx, id)
      if (post?.state !== 'ready') throw new Error('it has no container')
      const parts = post.parts.map((part) => ({ ...part, content: { text: 'Good evening' } }))
      await savePost(trx, { ...post, version: post.version + 1, parts })
    })
    expect(await publisher.settle(id)).toBe('published')
    expect(await publisher.texts()).toEqual(['Good evening'])
  })

  it('that is edited while its container is made is read again, and loses nothing', async () => {
    await using publisher = await createTestPublisher()
    const { id } = await publisher.schedule()
    const { store } = publisher.keeper.installation
    let isEdited = false
    const edit = (name: string): void => {
      if (name !== 'container-answered' || isEdited) return
      isEdited = true
      void store.transaction(async (trx) => {
        const post = await findPost(trx, id)
        if (!post) throw new Error('it is gone')
        const parts = post.parts.map((part) => ({ ...part, content: { text: 'Good evening' } }))
        await savePost(trx, { ...post, version: post.version + 1, parts })
      })
    }
    await publisher.now(edit)
    expect(await publisher.settle(id)).toBe('published')
    expect(await publisher.texts()).toEqual(['Good evening'])
  })
})

describe('a container', () => {
  it.each([
    'FAILED_DOWNLOADING_VIDEO',
    'FAILED_PROCESSING_VIDEO',
    'FAILED_PROCESSING_AUDIO',
    'UNKNOWN',
  ] as const)('that ends in %s is made anew', async (failure) => {
    await using publisher = await createTestPublisher()
    publisher.keeper.world.sandbox.faults.add({
      endpoint: 'create_container',
      fault: fault.failedContainer(failure),
    })
    const { id } = await publisher.schedule({ parts: [{ media: [image()] }] })
    expect(await publisher.settle(id)).toBe('published')
    expect(await publisher.texts()).toHaveLength(1)
  })

  it.each(['INVALID_ASPEC_RATIO', 'INVALID_BIT_RATE', 'INVALID_DURATION', 'INVALID_FRAME_RATE'] as const)(
    'that ends in %s is the file’s fault, and tried once',
    async (failure) => {
      await using publisher = await createTestPublisher()
      publisher.keeper.world.sandbox.faults.add({
        endpoint: 'create_container',
        fault: fault.failedContainer(failure),
      })
      const { id } = await publisher.schedule({ parts: [{ media: [image()] }] })
      expect(await publisher.settle(id)).toBe('failed media-refused')
      expect(await publisher.post(id)).toMatchObject({ standing: { detail: failure } })
      expect(publisher.keeper.world.calls('threads')).toBe(1)
    },
  )

  it('that fails every time ends the post', async () => {
    await using publisher = await createTestPublisher()
    const failing = { endpoint: 'create_container' as const, fault: fault.failedContainer(), times: 3 }
    publisher.keeper.world.sandbox.faults.add(failing)
    const { id } = await publisher.schedule({ parts: [{ media: [image()] }] })
    expect(await publisher.settle(id)).toBe('failed media-refused')
  })

  it('that expired while nobody was there is made anew', async () => {
    await using publisher = await createTestPublisher()
    await putQueue(publisher.keeper.installation.store.db, publisher.anna.id, {
      zone: 'UTC',
      missed: 'publish',
      lateLimitMs: HOUR,
    })
    const { id } = await publisher.schedule({ inMs: 10 * MINUTE })
    await publisher.now()
    publisher.keeper.world.sandbox.clock.advance(2 * DAY)
    expect(await publisher.settle(id)).toBe('published')
    expect(publisher.keeper.world.calls('threads')).toBe(2)
  })

  it('is not found for a while after it was made, and after it was finished', async () => {
    await using publisher = await createTestPublisher({
      switches: { containerPropagation: '4s', publishRace: '12s' },
    })
    const { id } = await publisher.schedule()
    expect(await publisher.settle(id)).toBe('published')
    expect(await publisher.texts()).toEqual(['Good morning'])
  })

  it('that is never found is made anew, after it was read that it is not out', async () => {
    await using publisher = await createTestPublisher()
    const refusal = { kind: 'error', code: 24, error_subcode: 4279009 } as const
    publisher.keeper.world.sandbox.faults.add({ endpoint: 'publish', fault: refusal, times: 5 })
    const { id } = await publisher.schedule()
    expect(await publisher.settle(id)).toBe('published')
    expect(publisher.keeper.world.calls('threads')).toBe(2)
    expect(await publisher.texts()).toEqual(['Good morning'])
  })
})

describe('a chain', () => {
  const FIVE = ['One', 'Two', 'Three', 'Four', 'Five']
  const parts = FIVE.map((text) => ({ text }))

  it('goes out in order, each part a reply to the one before, however long Meta takes to find it', async () => {
    await using publisher = await createTestPublisher({ switches: { replyPropagation: '10s' } })
    const { id } = await publisher.schedule({ parts })
    expect(await publisher.settle(id)).toBe('published')
    expect(await publisher.texts()).toEqual(FIVE)
    expect((await publisher.receipts(id)).filter((kind) => kind === 'reply-checked')).toHaveLength(4)
  })

  it('that was killed after part 2 resumes at 3', async () => {
    await using publisher = await createTestPublisher()
    const { id } = await publisher.schedule({ parts })
    let published = 0
    const cut = (name: string): void => {
      if (name !== 'published-committed') return
      published += 1
      if (published === 2) throw new Cut(name)
    }
    await expect(stepForEver(publisher, cut)).rejects.toThrow(Cut)
    expect(await publisher.texts()).toEqual(['One', 'Two'])
    publisher.keeper.world.sandbox.clock.advance(DAY)
    expect(await publisher.settle(id)).toBe('published')
    expect(await publisher.texts()).toEqual(FIVE)
  })

  it('waits its delay between the parts', async () => {
    await using publisher = await createTestPublisher()
    const { id } = await publisher.schedule({ parts: [{ text: 'One' }, { text: 'Two' }], delayMs: HOUR })
    expect(await publisher.settle(id)).toBe('published')
    const { parts: out } = await publisher.post(id)
    const [first, second] = out.map((part) => (part.state === 'published' ? part.publishedAt : 0))
    expect((second ?? 0) - (first ?? 0)).toBe(HOUR)
  })

  it('is not gone on with when a reply landed as a post of its own', async () => {
    await using publisher = await createTestPublisher()
    const { id } = await publisher.schedule({ parts: [{ text: 'One' }, { text: 'Two' }, { text: 'Three' }] })
    const body = JSON.stringify({
      id: '18000000000000001',
      permalink: 'https://www.threads.com/x',
      is_reply: false,
    })
    const wrong = { kind: 'body' as const, status: 200, type: 'application/json', body }
    publisher.keeper.world.sandbox.faults.add({ endpoint: 'media', fault: wrong, after: 1 })
    expect(await publisher.settle(id)).toBe('failed landed-as-top-level')
    expect(await publisher.texts()).toEqual(['One', 'Two'])
  })

  it('fails where what it replies to is gone', async () => {
    await using publisher = await createTestPublisher()
    const { id } = await publisher.schedule({ parts: [{ text: 'One', replyToId: '18000000000000009' }] })
    expect(await publisher.settle(id)).toMatch(/^failed (parent-gone|refused)$/)
  })

  it.each(['publish', 'create_container', 'container'] as const)(
    'whose answers are lost at %s goes out once all the same',
    async (endpoint) => {
      await using publisher = await createTestPublisher({ switches: { doublePublish: 'second-post' } })
      const { sandbox } = publisher.keeper.world
      for (const after of [0, 2, 4]) sandbox.faults.add({ endpoint, fault: fault.unreachable(), after })
      const { id } = await publisher.schedule({ parts })
      expect(await publisher.settle(id)).toBe('published')
      expect(await publisher.texts()).toEqual(FIVE)
    },
  )

  it('whose reply is out without an answer waits for a person, where the token may not list replies', async () => {
    await using publisher = await createTestPublisher()
    publisher.keeper.world.sandbox.faults.add({ endpoint: 'publish', fault: fault.answerLost(), after: 1 })
    const { id } = await publisher.schedule({ parts: [{ text: 'One' }, { text: 'Two' }] })
    expect(await publisher.settle(id)).toBe('needs_review outcome-unknown')
    expect(await publisher.texts()).toEqual(['One', 'Two'])
  })
})

describe('an account that may not publish', () => {
  it('holds everything when its token dies in mid-queue, fails nothing, and goes on where a person resumes it', async () => {
    await using publisher = await createTestPublisher()
    const ids = ['a', 'b', 'c']
    for (const [index, id] of ids.entries())
      await publisher.schedule({ id, inMs: index * HOUR, parts: [{ text: id }] })
    expect(await publisher.settle('a')).toBe('published')
    await publisher.keeper.world.sandbox.revoke({ user: 'anna', subcode: 460 })
    expect(await publisher.settle('b')).toBe('held token-dead')
    expect(await publisher.settle('c')).toBe('held token-dead')
    expect(await publisher.texts()).toEqual(['a'])
  })

  it('waits ten minutes where Meta refused the token once, and asks again', async () => {
    await using publisher = await createTestPublisher()
    const { sandbox } = publisher.keeper.world
    const dead = { kind: 'error', code: 190, error_subcode: 467 } as const
    for (const endpoint of ['publish', 'me'] as const) sandbox.faults.add({ endpoint, fault: dead })
    const { id } = await publisher.schedule()
    await publisher.now()
    const { db } = publisher.keeper.installation.store
    expect((await findAccount(db, publisher.anna.id))?.refusal).toMatchObject({ confirmations: 1 })
    expect(await publisher.settle(id)).toBe('published')
    expect(await publisher.texts()).toEqual(['Good morning'])
  })

  it('holds what is due while its owner has paused it, and asks Meta nothing', async () => {
    await using publisher = await createTestPublisher()
    await pause(publisher, { pause: { reason: 'paused', at: publisher.keeper.world.clock.now() } })
    const { id } = await publisher.schedule()
    expect(await publisher.settle(id)).toBe('held paused')
    expect(publisher.keeper.world.calls('threads')).toBe(0)
    await pause(publisher, {})
    await resume(publisher, id)
    expect(await publisher.settle(id)).toBe('published')
  })

  it.each([
    ['create_container', 368, undefined],
    ['create_container', 1, 2207051],
    ['publish', 1, 4279013],
  ] as const)('pauses when Meta restricts it at %s (%i/%s)', async (endpoint, code, subcode) => {
    await using publisher = await createTestPublisher()
    const { sandbox, clock } = publisher.keeper.world
    const restricted = { kind: 'error' as const, code, ...(subcode && { error_subcode: subcode }) }
    sandbox.faults.add({ endpoint, fault: restricted })
    await publisher.schedule({ id: 'a' })
    await publisher.schedule({ id: 'b', inMs: 1 })
    expect([await publisher.settle('a'), await publisher.settle('b')]).toEqual([
      'held restricted',
      'held restricted',
    ])
    expect(await getQueue(publisher.keeper.installation.store.db, publisher.anna.id)).toMatchObject({
      pause: { reason: 'restricted', detail: subcode ? `${code}/${subcode}` : `${code}` },
    })
    expect(publisher.heard).toEqual(['paused restricted', 'a held', 'b held'])
    expect(clock.now()).toBeGreaterThan(0)
  })

  it('holds what Meta does not let the token do', async () => {
    await using publisher = await createTestPublisher()
    const denied = { kind: 'error', code: 10 } as const
    publisher.keeper.world.sandbox.faults.add({ endpoint: 'create_container', fault: denied })
    const { id } = await publisher.schedule()
    expect(await publisher.settle(id)).toBe('held scope-missing')
  })

  it('holds what was missed while nobody was there', async () => {
    await using publisher = await createTestPublisher()
    const { id } = await publisher.schedule()
    publisher.keeper.world.sandbox.clock.advance('61m')
    await publisher.now()
    expect(await publisher.told(id)).toBe('held missed')
  })
})

describe('a quota that is used up', () => {
  it.each([613, 4] as const)(
    'is waited for, with code %i, and nothing is sent meanwhile',
    async (quotaExceededCode) => {
      await using publisher = await createTestPublisher({ switches: { quotaExceededCode } })
      const { sandbox } = publisher.keeper.world
      const token = sandbox.tokens.create({ user: 'anna' }).access_token
      for (let count = 0; count < 250; count += 1) expect(await publishText(sandbox.url, token)).toBe(200)
      const { id } = await publisher.schedule({ parts: [{ text: 'The 251st' }] })
      const from = publisher.keeper.world.clock.now()
      expect(await publisher.settle(id)).toBe('published')
      expect(publisher.keeper.world.clock.now() - from).toBeGreaterThanOrEqual(DAY)
      expect(publisher.keeper.world.calls('threads_publish')).toBe(2)
    },
  )
})

describe('what Meta says of the quota', () => {
  const readings = async ({ keeper, anna }: TestPublisher) =>
    findQuotas(keeper.installation.store.db, anna.id)

  it('is kept from the first read before a post, which waits for nothing', async () => {
    await using publisher = await createTestPublisher()
    const at = publisher.keeper.world.clock.now()
    const { id } = await publisher.schedule({ inMs: HOUR })
    expect(await publisher.settle(id)).toBe('published')
    const said = { used: 0, total: 250, windowMs: DAY }
    expect(await readings(publisher)).toEqual({ posts: { readAt: at + 45 * MINUTE, said } })
    await publisher.schedule({ inMs: HOUR / 2 })
    await publisher.rest()
    expect(publisher.keeper.world.calls('threads_publishing_limit')).toBe(1)
  })

  it('is asked for once in an hour also where no answer comes', async () => {
    await using publisher = await createTestPublisher()
    publisher.keeper.world.sandbox.faults.add({ endpoint: 'publishing_limit', fault: fault.rateLimit() })
    const { id } = await publisher.schedule({ inMs: HOUR })
    expect(await publisher.settle(id)).toBe('published')
    expect(await readings(publisher)).toEqual({ posts: { readAt: expect.any(Number) } })
    expect(await publisher.receipts(id)).not.toContain('attempt-failed')
  })

  it('saves the attempt that could not have succeeded', async () => {
    await using publisher = await createTestPublisher()
    const { sandbox } = publisher.keeper.world
    const token = sandbox.tokens.create({ user: 'anna' }).access_token
    for (let count = 0; count < 250; count += 1) await publishText(sandbox.url, token)
    const { id } = await publisher.schedule({ inMs: HOUR })
    expect(await publisher.settle(id)).toBe('published')
    expect(publisher.keeper.world.calls('threads_publish')).toBe(1)
  })
})

async function publishText(url: string, access_token: string): Promise<number> {
  const form = new URLSearchParams({ media_type: 'TEXT', text: 'x', auto_publish_text: 'true', access_token })
  return (await fetch(`${url}/v1.0/me/threads`, { method: 'POST', body: form })).status
}

describe('the order within an account', () => {
  it('a post waits ten minutes at most for one before it that Meta keeps waiting', async () => {
    await using publisher = await createTestPublisher()
    const limited = { endpoint: 'publish' as const, fault: fault.rateLimit(), times: 2 }
    publisher.keeper.world.sandbox.faults.add(limited)
    const from = publisher.keeper.world.clock.now()
    await publisher.schedule({ id: 'first', parts: [{ text: 'first' }] })
    await publisher.schedule({ id: 'second', inMs: 1, parts: [{ text: 'second' }] })
    await expect(stepForEver(publisher, cutAt('publish-answered'))).rejects.toThrow(Cut)
    expect(await publisher.texts()).toEqual(['first'])
    expect([await publisher.settle('first'), await publisher.settle('second')]).toEqual([
      'published',
      'published',
    ])
    expect(publisher.keeper.world.clock.now() - from).toBeLessThan(10 * MINUTE)
  })

  it('and then goes first', async () => {
    await using publisher = await createTestPublisher()
    const { sandbox, clock } = publisher.keeper.world
    sandbox.faults.add({ endpoint: 'publish', fault: fault.rateLimit(), times: 4 })
    const from = clock.now()
    await publisher.schedule({ id: 'first', parts: [{ text: 'first' }] })
    await publisher.schedule({ id: 'second', inMs: 1, parts: [{ text: 'second' }] })
    await publisher.settle('second')
    expect(clock.now() - from).toBeGreaterThanOrEqual(10 * MINUTE)
    await publisher.settle('first')
    await publisher.rest()
    expect((await publisher.texts()).toSorted()).toEqual(['first', 'second'])
  })

  it('a post that is held holds nobody', async () => {
    await using publisher = await createTestPublisher()
    await publisher.schedule({ id: 'first', parts: [await stored(publisher)] })
    await publisher.schedule({ id: 'second', inMs: 1 })
    const from = publisher.keeper.world.clock.now()
    expect(await publisher.settle('second')).toBe('published')
    expect(publisher.keeper.world.clock.now() - from).toBeLessThan(MINUTE)
  })
})
