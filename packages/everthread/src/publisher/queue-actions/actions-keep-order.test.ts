/** What no sequence of actions may break, and what two people at once may not either. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cancelPost } from './cancel-post.ts'
import { createPost } from './create-post.ts'
import { deletePost } from './delete-post.ts'
import { editPost } from './edit-post.ts'
import { handOff, takeBack } from './hand-off.ts'
import { markPublished, undoPublished } from './mark-published.ts'
import { openQueue, pauseQueue } from './pause-queue.ts'
import { resumePosts } from './resume-posts.ts'
import { retryPost } from './retry-post.ts'
import { reviewPost } from './review-post.ts'
import { schedulePost } from './schedule-post.ts'
import { shiftPosts } from './shift-posts.ts'
import { ACCOUNT, type ActionStage, createActionStage, postIn } from './test-actions.ts'
import { POST_STATES, type Post } from '../post.ts'
import { listPosts } from '../../store/posts.ts'
import type { Millis } from '../../time/clock.ts'
import { HOUR } from '../../time/duration.ts'

type Act = (stage: ActionStage, id: string) => Promise<unknown>

const ACTS: Record<string, Act> = {
  create: ({ deps }) => createPost(deps, { accountId: ACCOUNT, parts: [{ content: { text: 'new' } }] }),
  edit: ({ deps }, id) => editPost(deps, { id }, { parts: [{ content: { text: 'other' } }] }),
  'edit into nothing': ({ deps }, id) => editPost(deps, { id }, { parts: [{ content: {} }] }),
  'edit and schedule': ({ deps }, id) =>
    editPost(deps, { id }, { parts: [{ content: { text: 'yet other' } }], when: { kind: 'now' } }),
  schedule: ({ deps, clock }, id) =>
    schedulePost(deps, { id }, { kind: 'at', at: (clock.now() + HOUR) as Millis }),
  'schedule in the past': ({ deps }, id) => schedulePost(deps, { id }, { kind: 'at', at: 1 as Millis }),
  cancel: ({ deps }, id) => cancelPost(deps, { id }),
  'hand off': ({ deps }, id) => handOff(deps, { id }),
  'take back': ({ deps }, id) => takeBack(deps, { id }),
  'mark one': ({ deps }, id) => markPublished(deps, { id }, { part: 1 }),
  'mark all': ({ deps }, id) => markPublished(deps, { id }, { part: 'all' }),
  undo: ({ deps }, id) => undoPublished(deps, { id }, 'all'),
  'is out': ({ deps }, id) => reviewPost(deps, { id }, { kind: 'is_out' }),
  'is not out': ({ deps }, id) => reviewPost(deps, { id }, { kind: 'is_not_out' }),
  retry: ({ deps }, id) => retryPost(deps, { id }),
  pause: ({ deps }) => pauseQueue(deps, ACCOUNT),
  open: ({ deps }) => openQueue(deps, ACCOUNT),
  'resume all now': ({ deps }) => resumePosts(deps, ACCOUNT, 'now'),
  'resume all in slots': ({ deps }) => resumePosts(deps, ACCOUNT, 'new_slots'),
  'skip all': ({ deps }) => resumePosts(deps, ACCOUNT, 'skip'),
  shift: ({ deps }, id) => shiftPosts(deps, [{ id }], { days: 2, minutes: 5 }),
  delete: ({ deps }, id) =>
    deletePost({ ...deps, deleteMedia: async () => ({ kind: 'gone' }) }, { id, from: 'threads' }),
}

const act = fc.record({ name: fc.constantFrom(...Object.keys(ACTS)), which: fc.nat() })
const start = fc.array(fc.constantFrom(...POST_STATES), { minLength: 1, maxLength: 3 })

test('whatever people do, work rows and posts agree, versions grow, and nothing changes without a line in its timeline', async () => {
  await fc.assert(
    fc.asyncProperty(start, fc.array(act, { maxLength: 12 }), async (states, acts) => {
      await using stage = await createActionStage()
      for (const [index, state] of states.entries()) await stage.save(postIn(state, stage.clock, `p${index}`))
      for (const { name, which } of acts) {
        const before = await allPosts(stage)
        await ACTS[name]?.(stage, before[which % Math.max(1, before.length)]?.id ?? 'nobody')
        expect(await complaints(stage, before)).toEqual([])
      }
    }),
    { numRuns: 40 },
  )
})

async function complaints(stage: ActionStage, before: readonly Post[]): Promise<string[]> {
  const wrong = await stage.workComplaints()
  for (const post of await allPosts(stage)) {
    const { id, version, receipts } = post
    const known = before.find((one) => one.id === id)
    if ((await stage.timeline(id)).length !== receipts) wrong.push(`${id} counts its receipts wrongly`)
    if (!known || JSON.stringify(known) === JSON.stringify(post)) continue
    if (version !== known.version + 1) wrong.push(`${id} changed from ${known.version} to ${version}`)
    if (receipts <= known.receipts) wrong.push(`${id} changed without a line`)
    if (outByUs(known) !== outByUs(post)) wrong.push(`${id} lost what was out`)
  }
  return wrong
}

/** It is out for good. What is out by hand, its owner may undo. */
function outByUs({ parts }: Post): string {
  return JSON.stringify(parts.filter((part) => part.state === 'published' && part.as.kind === 'by_us'))
}

const allPosts = ({ deps }: ActionStage) => listPosts(deps.db, {})

test('of two edits at once one is written and the other hears of it', async () => {
  await using stage = await createActionStage()
  const { version } = await stage.save(postIn('scheduled', stage.clock))
  const edit = (text: string) =>
    editPost(stage.deps, { id: 'p', version }, { parts: [{ content: { text } }] })
  const [one, other] = await Promise.all([edit('one'), edit('other')])
  expect([one.kind, other.kind].toSorted()).toEqual(['conflict', 'saved'])
  const { parts, version: after } = await stage.find('p')
  const winner = one.kind === 'saved' ? 'one' : 'other'
  expect(parts.map(({ content }) => content.text)).toEqual([winner])
  expect(after).toBe(version + 1)
  expect(one.kind === 'conflict' ? one.post.version : other.kind === 'conflict' && other.post.version).toBe(
    after,
  )
})

test('an edit and a cancellation at once: the second is told, and the first stands', async () => {
  await using stage = await createActionStage()
  const { version } = await stage.save(postIn('ready', stage.clock))
  const target = { id: 'p', version }
  const answers = await Promise.all([
    cancelPost(stage.deps, target),
    editPost(stage.deps, target, { parts: [{ content: { text: 'late' } }] }),
  ])
  expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['conflict', 'saved'])
  expect(await stage.workComplaints()).toEqual([])
})
