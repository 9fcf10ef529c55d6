/** What single actions promise beyond the table of states. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPost } from './create-post.ts'
import { deletePost, type DeletedAtMeta } from './delete-post.ts'
import { duplicatePost } from './duplicate-post.ts'
import { editPost } from './edit-post.ts'
import { handOff, takeBack } from './hand-off.ts'
import { holdPost } from './hold-post.ts'
import { markPublished, undoPublished } from './mark-published.ts'
import { openQueue, pauseQueue } from './pause-queue.ts'
import { resumePost, resumePosts } from './resume-posts.ts'
import { reviewPost } from './review-post.ts'
import { schedulePost } from './schedule-post.ts'
import { shiftPosts } from './shift-posts.ts'
import {
  ACCOUNT,
  type ActionStage,
  createActionStage,
  pendingPart,
  postIn,
  publishedPart,
} from './test-actions.ts'
import type { Post } from '../post.ts'
import { getQueue, putQueue } from '../../store/queues.ts'
import { listWork } from '../../store/work.ts'
import { type Millis, toIso } from '../../time/clock.ts'
import { DAY, HOUR, MINUTE } from '../../time/duration.ts'

let stage: ActionStage
beforeEach(async () => {
  stage = await createActionStage()
})
afterEach(() => stage[Symbol.asyncDispose]())

const now = () => stage.clock.now()
const inAnHour = () => (now() + HOUR) as Millis
const say = (...texts: readonly string[]) => texts.map((text) => ({ content: { text } }))
const TOO_LONG = 'x'.repeat(501)

function postOf(answer: { readonly kind: string }): Post {
  if (!('post' in answer)) throw new Error(`it was refused: ${answer.kind}`)
  return (answer as unknown as { post: Post }).post
}

describe('a new post', () => {
  it('is a draft that nothing is due for, until it has a time', async () => {
    const { id } = postOf(await createPost(stage.deps, { accountId: ACCOUNT, parts: say('hello') }))
    expect(await stage.find(id)).toMatchObject({ state: 'draft', version: 1, receipts: 1 })
    expect(await stage.workRows()).toEqual([])
    await schedulePost(stage.deps, { id }, { kind: 'at', at: inAnHour() })
    expect(await listWork(stage.deps.db, ACCOUNT)).toEqual([
      { kind: 'post', subject: id, dueAt: inAnHour() - 15 * MINUTE },
    ])
  })

  it('keeps what the owner saw on the wall, and in which zone', async () => {
    const when = { kind: 'wall', wall: '2026-07-01T09:00', zone: 'Europe/Berlin' } as const
    const post = postOf(await createPost(stage.deps, { accountId: ACCOUNT, parts: say('hello'), when }))
    expect(post.plan).toMatchObject({ wall: '2026-07-01T09:00', zone: 'Europe/Berlin' })
    expect(toIso(post.plan?.at ?? now())).toBe('2026-07-01T07:00:00.000Z')
  })

  it('takes the next slot that no other post has', async () => {
    const when = { kind: 'next_slot' } as const
    const plans = []
    for (const text of ['one', 'two'])
      plans.push(
        postOf(await createPost(stage.deps, { accountId: ACCOUNT, parts: say(text), when })).plan?.wall,
      )
    expect(plans).toEqual(['2026-01-05T09:00', '2026-01-12T09:00'])
  })

  it.each([
    ['in the past', { kind: 'at', at: 1 as Millis }, 'in_past'],
    ['at no time at all', { kind: 'wall', wall: 'tomorrow' }, 'not_a_time'],
    ['in no zone', { kind: 'wall', wall: '2026-07-01T09:00', zone: 'Moon/Crater' }, 'not_a_time'],
  ] as const)('%s is kept as a draft', async (_, when, kind) => {
    const created = await createPost(stage.deps, { accountId: ACCOUNT, parts: say('hello'), when })
    expect(created).toMatchObject({ kind: 'kept_as_draft', noPlan: { kind }, post: { state: 'draft' } })
    expect((await stage.find(postOf(created).id)).parts[0]?.content.text).toBe('hello')
  })

  it('that a rule refuses is kept as a draft, with what the rule said', async () => {
    const when = { kind: 'now' } as const
    const created = await createPost(stage.deps, { accountId: ACCOUNT, parts: say('fine', TOO_LONG), when })
    expect(created).toMatchObject({
      kind: 'kept_as_draft',
      findings: [{ rule: 'text-too-long', level: 'refused', position: 2 }],
    })
    const { id, parts } = postOf(created)
    expect(parts[1]?.content.text).toBe(TOO_LONG)
    expect((await stage.timeline(id)).map(({ kind }) => kind)).toEqual(['created', 'kept-as-draft'])
    expect(await stage.workRows()).toEqual([])
  })

  it('of words that are queued already names the twin (P12)', async () => {
    const first = postOf(await createPost(stage.deps, { accountId: ACCOUNT, parts: say('Same words') }))
    const second = await createPost(stage.deps, { accountId: ACCOUNT, parts: say('same  words') })
    expect(second).toMatchObject({
      kind: 'saved',
      findings: [{ rule: 'duplicate-text', detail: { postId: first.id } }],
    })
  })

  it('without parts, or of nobody, is none', async () => {
    expect(await createPost(stage.deps, { accountId: ACCOUNT, parts: [] })).toEqual({ kind: 'no_parts' })
    expect(await createPost(stage.deps, { accountId: 'nobody', parts: say('x') })).toEqual({
      kind: 'no_account',
    })
  })

  it('of a file that is not here is none, and no edit names one', async () => {
    const media = [{ kind: 'stored' as const, mediaId: 'gone' }]
    const parts = [{ content: { text: 'look', media } }]
    const answer = { kind: 'no_such_media', mediaId: 'gone' }
    expect(await createPost(stage.deps, { accountId: ACCOUNT, parts })).toEqual(answer)
    await stage.save(postIn('draft', stage.clock))
    expect(await editPost(stage.deps, { id: 'p' }, { parts })).toEqual(answer)
  })

  it('made of another has its words, and nothing of its fate', async () => {
    await stage.save(postIn('published', stage.clock))
    const copy = postOf(await duplicatePost(stage.deps, 'p'))
    expect(copy).toMatchObject({ state: 'draft', parts: [pendingPart(1), pendingPart(2)] })
    expect((await stage.timeline(copy.id))[0]?.detail).toEqual({ copyOf: 'p' })
  })
})

describe('an edit', () => {
  it.each(['preparing', 'ready'] as const)('of a post that is %s forgets its container', async (state) => {
    await stage.save(postIn(state, stage.clock))
    await editPost(stage.deps, { id: 'p' }, { parts: say('other') })
    expect(await stage.find('p')).toMatchObject({ state: 'scheduled', parts: [{ state: 'pending' }] })
    expect((await stage.find('p')).parts[0]).not.toHaveProperty('container')
  })

  it('changes what is not out yet, and nothing that is', async () => {
    const half = {
      ...postIn('held', stage.clock),
      parts: [publishedPart(pendingPart(1), now()), pendingPart(2)],
    }
    await stage.save(half)
    const edit = (...texts: string[]) => editPost(stage.deps, { id: 'p' }, { parts: say(...texts) })
    expect(await edit('other', 'part 2')).toEqual({ kind: 'part_is_out', position: 1 })
    expect(await edit('part 1', 'other', 'more')).toMatchObject({
      kind: 'saved',
      post: { state: 'held', parts: [{ state: 'published' }, { state: 'pending' }, { position: 3 }] },
    })
  })

  it('that a rule refuses takes a scheduled post out of the queue, and keeps the words', async () => {
    await stage.save(postIn('scheduled', stage.clock))
    expect(await editPost(stage.deps, { id: 'p' }, { parts: say(TOO_LONG) })).toMatchObject({
      kind: 'kept_as_draft',
      post: { state: 'draft', plan: { at: inAnHour() } },
    })
    expect(await stage.workRows()).toEqual([])
  })

  it('into a time that is over changes nothing at all', async () => {
    const before = await stage.save(postIn('scheduled', stage.clock))
    const edit = { parts: say('other'), when: { kind: 'at', at: 1 as Millis } } as const
    expect(await editPost(stage.deps, { id: 'p' }, edit)).toEqual({ kind: 'in_past' })
    expect(await stage.find('p')).toEqual(before)
  })
})

describe('a post that its owner holds', () => {
  const hold = async (id = 'p'): Promise<void> => {
    await stage.save(postIn('ready', stage.clock, id))
    expect(await holdPost(stage.deps, { id })).toMatchObject({ kind: 'saved' })
  }

  it('says so, keeps its time, forgets its container, and nothing is due for it', async () => {
    await hold()
    const { plan, ...rest } = postIn('ready', stage.clock)
    expect(await stage.find('p')).toMatchObject({
      state: 'held',
      plan,
      standing: { reason: 'held-by-you', at: now() },
      parts: rest.parts.map(() => ({ state: 'pending' })),
    })
    expect(await stage.workRows()).toEqual([])
    expect((await stage.timeline('p')).at(-1)).toMatchObject({ kind: 'held' })
  })

  it('goes on at its time, or now when that is over', async () => {
    await hold()
    expect(postOf(await resumePost(stage.deps, { id: 'p' }, 'as_planned')).plan?.at).toBe(inAnHour())
    await holdPost(stage.deps, { id: 'p' })
    await stage.clock.advance(2 * HOUR)
    expect(postOf(await resumePost(stage.deps, { id: 'p' }, 'as_planned')).plan?.at).toBe(now())
  })

  it('stays where it is when everything that was held goes on', async () => {
    await hold()
    await stage.save(postIn('held', stage.clock, 'other'))
    const resumed = await resumePosts(stage.deps, ACCOUNT, 'now')
    expect(resumed.map((one) => postOf(one).id)).toEqual(['other'])
    expect((await stage.find('p')).state).toBe('held')
  })
})

describe('a paused queue', () => {
  it('forgets containers that were made early, and nothing else', async () => {
    await stage.save(postIn('ready', stage.clock, 'a'))
    await stage.save(postIn('publishing', stage.clock, 'b'))
    expect((await pauseQueue(stage.deps, ACCOUNT)).kind).toBe('saved')
    expect((await stage.find('a')).state).toBe('scheduled')
    expect((await stage.find('b')).state).toBe('publishing')
    expect((await getQueue(stage.deps.db, ACCOUNT)).pause).toEqual({ reason: 'paused', at: now() })
    expect((await pauseQueue(stage.deps, ACCOUNT)).kind).toBe('unchanged')
  })

  it('is not resumed from before it is open', async () => {
    await stage.save(postIn('held', stage.clock))
    await pauseQueue(stage.deps, ACCOUNT)
    expect(await resumePost(stage.deps, { id: 'p' }, 'now')).toEqual({ kind: 'queue_paused' })
    await openQueue(stage.deps, ACCOUNT)
    expect((await openQueue(stage.deps, ACCOUNT)).kind).toBe('unchanged')
    expect((await resumePost(stage.deps, { id: 'p' }, 'now')).kind).toBe('saved')
  })
})

describe('what was held', () => {
  const holdTwo = async () => {
    for (const [index, id] of ['late', 'early'].entries()) {
      const post = postIn('held', stage.clock, id)
      await stage.save({
        ...post,
        plan: { at: (now() - index * HOUR) as Millis, wall: '2026-01-01T00:00', zone: 'UTC' },
      })
    }
  }
  const planOf = async (id: string) => (await stage.find(id)).plan

  it('goes out now, in the order of its plans', async () => {
    await holdTwo()
    expect(await resumePosts(stage.deps, ACCOUNT, 'now')).toHaveLength(2)
    expect((await planOf('early'))?.at).toBe(now())
    expect((await planOf('late'))?.at).toBe(now() + 1)
  })

  it('takes the next free slots, in the order of its plans', async () => {
    await holdTwo()
    await resumePosts(stage.deps, ACCOUNT, 'new_slots')
    expect((await planOf('early'))?.wall).toBe('2026-01-05T09:00')
    expect((await planOf('late'))?.wall).toBe('2026-01-12T09:00')
  })

  it('is let go', async () => {
    await holdTwo()
    await resumePosts(stage.deps, ACCOUNT, 'skip')
    expect((await stage.find('early')).state).toBe('cancelled')
    expect((await stage.find('late')).state).toBe('cancelled')
  })

  it('keeps its container while a publication is in doubt, and is never let go then', async () => {
    const { parts } = postIn('needs_review', stage.clock)
    await stage.save({ ...postIn('held', stage.clock), parts })
    await stage.doubt('p')
    expect((await resumePost(stage.deps, { id: 'p' }, 'skip')).kind).toBe('in_doubt')
    await resumePost(stage.deps, { id: 'p' }, 'now')
    expect(await stage.find('p')).toMatchObject({ state: 'publishing', parts })
  })
})

describe('a person who looked at Threads', () => {
  const LINK = 'https://www.threads.net/@anna/post/DAbc-1?xmt=1'
  const review = async (seen: Parameters<typeof reviewPost>[2]) => {
    await stage.save(postIn('needs_review', stage.clock))
    await stage.doubt('p')
    return reviewPost(stage.deps, { id: 'p' }, seen)
  }

  it('says that it is out: the ledger is settled and the chain goes on', async () => {
    expect(await review({ kind: 'is_out', link: LINK })).toMatchObject({
      kind: 'saved',
      post: {
        state: 'scheduled',
        parts: [
          { state: 'published', permalink: 'https://www.threads.com/@anna/post/DAbc-1' },
          { state: 'pending' },
        ],
      },
    })
    const rows = await stage.deps.db.selectFrom('publication').selectAll().execute()
    expect(rows).toMatchObject([{ outcome: 'published', settled_at: now() }])
  })

  it('says that it is not out: it is made anew', async () => {
    expect(await review({ kind: 'is_not_out' })).toMatchObject({
      post: { state: 'scheduled', parts: [pendingPart(1), pendingPart(2)] },
    })
    const rows = await stage.deps.db.selectFrom('publication').select('outcome').execute()
    expect(rows).toEqual([{ outcome: 'refused' }])
  })

  it('pastes something else: nothing is settled', async () => {
    expect(await review({ kind: 'is_out', link: 'https://evil.example/@anna/post/1' })).toEqual({
      kind: 'bad_link',
    })
    expect((await stage.find('p')).state).toBe('needs_review')
    const rows = await stage.deps.db.selectFrom('publication').select('outcome').execute()
    expect(rows).toEqual([{ outcome: 'unanswered' }])
  })
})

describe('a hand-off', () => {
  it('is published part by part, and the last makes it whole', async () => {
    await stage.save(postIn('held', stage.clock))
    await handOff(stage.deps, { id: 'p' })
    await markPublished(stage.deps, { id: 'p' }, { part: 1, link: 'threads.com/@anna/post/DA' })
    expect(await stage.find('p')).toMatchObject({
      state: 'handed_off',
      parts: [
        { state: 'published', permalink: 'https://www.threads.com/@anna/post/DA' },
        { state: 'pending' },
      ],
    })
    await markPublished(stage.deps, { id: 'p' }, { part: 2 })
    expect(await stage.find('p')).toMatchObject({ state: 'published', publishedAt: now() })
    expect(await markPublished(stage.deps, { id: 'p' }, { part: 2 })).toMatchObject({ kind: 'wrong_state' })
  })

  it('can be said to be out, and not to be out after all', async () => {
    await stage.save(postIn('handed_off', stage.clock))
    await markPublished(stage.deps, { id: 'p' }, { part: 'all' })
    await undoPublished(stage.deps, { id: 'p' }, 2)
    expect(await stage.find('p')).toMatchObject({
      state: 'handed_off',
      parts: [{ state: 'published' }, { state: 'pending' }],
    })
  })

  it('is needed before one part alone can be out by hand: the others would go out by themselves', async () => {
    await stage.save(postIn('scheduled', stage.clock))
    expect(await markPublished(stage.deps, { id: 'p' }, { part: 1 })).toMatchObject({
      kind: 'not_handed_off',
    })
    expect(await markPublished(stage.deps, { id: 'p' }, { part: 3 })).toEqual({ kind: 'no_such_part' })
    expect(await markPublished(stage.deps, { id: 'p' }, { part: 'all', link: 'hm' })).toEqual({
      kind: 'bad_link',
    })
  })

  it('that is taken back waits to be resumed, or is a draft where it never had a time', async () => {
    await stage.save(postIn('handed_off', stage.clock))
    expect(postOf(await takeBack(stage.deps, { id: 'p' }))).toMatchObject({
      state: 'held',
      standing: { reason: 'taken-back' },
    })
    await stage.save(postIn('draft', stage.clock, 'd'))
    await handOff(stage.deps, { id: 'd' })
    expect(postOf(await takeBack(stage.deps, { id: 'd' })).state).toBe('draft')
  })
})

describe('several posts', () => {
  it('move on the wall: over a change of the clocks nine stays nine', async () => {
    const plan = {
      at: Date.parse('2026-03-28T08:00Z') as Millis,
      wall: '2026-03-28T09:00',
      zone: 'Europe/Berlin',
    }
    await stage.save({ ...postIn('scheduled', stage.clock), plan })
    await shiftPosts(stage.deps, [{ id: 'p' }], { days: 1, minutes: 0 })
    const moved = (await stage.find('p')).plan
    expect(moved).toMatchObject({ wall: '2026-03-29T09:00', zone: 'Europe/Berlin' })
    expect(moved && toIso(moved.at)).toBe('2026-03-29T07:00:00.000Z')
  })

  it('move all, or none', async () => {
    const before = await stage.save(postIn('scheduled', stage.clock, 'a'))
    await stage.save(postIn('publishing', stage.clock, 'b'))
    expect(await shiftPosts(stage.deps, [{ id: 'a' }, { id: 'b' }], { days: 1, minutes: 0 })).toMatchObject({
      kind: 'refused',
      id: 'b',
      why: { kind: 'publishing' },
    })
    expect(await shiftPosts(stage.deps, [{ id: 'a' }], { days: -1, minutes: 0 })).toMatchObject({
      why: { kind: 'in_past' },
    })
    expect(await stage.find('a')).toEqual(before)
  })
})

describe('a deletion', () => {
  const deleting = (answers: Readonly<Record<string, DeletedAtMeta>> = {}) => {
    const asked: string[] = []
    const deleteMedia = async (_: string, id: string): Promise<DeletedAtMeta> => {
      asked.push(id)
      return answers[id] ?? { kind: 'gone' }
    }
    return { asked, deps: { ...stage.deps, deleteMedia } }
  }

  it('takes a chain back from its end, and goes on where it was stopped', async () => {
    await stage.save(postIn('published', stage.clock))
    const stopped = deleting({ 901: { kind: 'rate_limited' } })
    expect(await deletePost(stopped.deps, { id: 'p', from: 'threads' })).toMatchObject({
      kind: 'not_deleted',
      position: 1,
      why: { kind: 'rate_limited' },
    })
    expect(stopped.asked).toEqual(['902', '901'])
    const again = deleting()
    expect((await deletePost(again.deps, { id: 'p', from: 'threads' })).kind).toBe('deleted')
    expect(again.asked).toEqual(['901'])
    await expect(stage.find('p')).rejects.toThrow('no post')
  })

  it('of what is out by hand is its owner’s, and can be forgotten here', async () => {
    await stage.save(postIn('handed_off', stage.clock))
    await markPublished(stage.deps, { id: 'p' }, { part: 'all' })
    const { deps, asked } = deleting()
    expect(await deletePost(deps, { id: 'p', from: 'threads' })).toMatchObject({
      kind: 'not_ours',
      position: 1,
    })
    expect((await deletePost(deps, { id: 'p', from: 'here' })).kind).toBe('deleted')
    expect(asked).toEqual([])
    expect(await stage.workRows()).toEqual([])
  })

  it('leaves the ledger: what was published is never sent again', async () => {
    await stage.save(postIn('failed', stage.clock))
    await stage.doubt('p')
    await stage.deps.db.updateTable('publication').set({ outcome: 'refused', settled_at: 1 }).execute()
    await deletePost(deleting().deps, { id: 'p', from: 'threads' })
    expect(await stage.deps.db.selectFrom('publication').select('post_id').execute()).toEqual([
      { post_id: 'p' },
    ])
  })
})

describe('the zone of the queue', () => {
  it('is what a time without one is meant in, and what now is shown in', async () => {
    await putQueue(stage.deps.db, ACCOUNT, { zone: 'Asia/Tokyo', missed: 'hold', lateLimitMs: DAY })
    await stage.save(postIn('draft', stage.clock))
    const when = { kind: 'wall', wall: '2026-01-02T09:00' } as const
    const { plan } = postOf(await schedulePost(stage.deps, { id: 'p' }, when))
    expect(plan && toIso(plan.at)).toBe('2026-01-02T00:00:00.000Z')
    expect(postOf(await schedulePost(stage.deps, { id: 'p' }, { kind: 'now' })).plan).toMatchObject({
      at: now(),
      zone: 'Asia/Tokyo',
      wall: '2026-01-01T09:00',
    })
  })
})
