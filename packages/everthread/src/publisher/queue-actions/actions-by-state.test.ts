/** Every action on every state: what it becomes, or why not. The table is that of `allowed-states.ts`, seen from outside. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ACTION_NAMES, type ActionName } from './allowed-states.ts'
import { cancelPost } from './cancel-post.ts'
import { deletePost } from './delete-post.ts'
import { editPost } from './edit-post.ts'
import { handOff, takeBack } from './hand-off.ts'
import { holdPost } from './hold-post.ts'
import { markPublished, undoPublished } from './mark-published.ts'
import { resumePost } from './resume-posts.ts'
import { retryPost } from './retry-post.ts'
import { reviewPost } from './review-post.ts'
import { schedulePost } from './schedule-post.ts'
import { shiftPosts } from './shift-posts.ts'
import { type ActionStage, createActionStage, postIn } from './test-actions.ts'
import { POST_STATES, type PostState } from '../post.ts'

let stage: ActionStage
beforeEach(async () => {
  stage = await createActionStage()
})
afterEach(() => stage[Symbol.asyncDispose]())

type Answer = { readonly kind: string }

const DO: Record<ActionName, (id: string, version?: number) => Promise<Answer>> = {
  edit: (id, version) => editPost(stage.deps, to(id, version), { parts: [{ content: { text: 'other' } }] }),
  schedule: (id, version) => schedulePost(stage.deps, to(id, version), { kind: 'next_slot' }),
  cancel: (id, version) => cancelPost(stage.deps, to(id, version)),
  hold: (id, version) => holdPost(stage.deps, to(id, version)),
  resume: (id, version) => resumePost(stage.deps, to(id, version), 'now'),
  hand_off: (id, version) => handOff(stage.deps, to(id, version)),
  take_back: (id, version) => takeBack(stage.deps, to(id, version)),
  mark_published: (id, version) => markPublished(stage.deps, to(id, version), { part: 'all' }),
  undo_published: (id, version) => undoPublished(stage.deps, to(id, version), 'all'),
  review: (id, version) => reviewPost(stage.deps, to(id, version), { kind: 'is_not_out' }),
  retry: (id, version) => retryPost(stage.deps, to(id, version)),
  shift: async (id, version) => {
    const shifted = await shiftPosts(stage.deps, [to(id, version)], { days: 1, minutes: 0 })
    return shifted.kind === 'refused' ? shifted.why : shifted
  },
  delete: (id, version) =>
    deletePost(
      { ...stage.deps, deleteMedia: async () => ({ kind: 'gone' }) },
      { ...to(id, version), from: 'threads' },
    ),
}

function to(id: string, version: number | undefined) {
  return { id, ...(version !== undefined && { version }) }
}

const no = 'wrong_state'
const out = 'publishing'

/** In the order of `POST_STATES`: the state that it becomes, or the refusal. */
const TABLE: Record<ActionName, readonly string[]> = {
  // draft, scheduled, preparing, ready, publishing, published, held, handed_off, needs_review, failed, cancelled
  edit: ['draft', 'scheduled', 'scheduled', 'scheduled', out, no, 'held', no, no, 'draft', 'draft'],
  schedule: [
    'scheduled',
    'scheduled',
    'scheduled',
    'scheduled',
    out,
    no,
    'scheduled',
    no,
    no,
    'scheduled',
    no,
  ],
  cancel: [
    'cancelled',
    'cancelled',
    'cancelled',
    'cancelled',
    out,
    no,
    'cancelled',
    'cancelled',
    no,
    'cancelled',
    no,
  ],
  hold: [no, 'held', 'held', 'held', out, no, no, no, no, no, no],
  resume: [no, no, no, no, out, no, 'scheduled', no, no, no, no],
  hand_off: [
    'handed_off',
    'handed_off',
    'handed_off',
    'handed_off',
    out,
    no,
    'handed_off',
    no,
    no,
    'handed_off',
    no,
  ],
  take_back: [no, no, no, no, out, no, no, 'held', no, no, no],
  mark_published: [
    'published',
    'published',
    'published',
    'published',
    out,
    no,
    'published',
    'published',
    no,
    'published',
    no,
  ],
  // Nothing here is out by hand.
  undo_published: [no, no, no, no, out, 'no_such_part', no, 'no_such_part', no, no, no],
  review: [no, no, no, no, out, no, no, no, 'scheduled', no, no],
  retry: [no, no, no, no, out, no, no, no, no, 'scheduled', no],
  shift: [no, 'scheduled', 'scheduled', 'scheduled', out, no, no, no, no, no, no],
  delete: ['gone', no, no, no, out, 'gone', no, no, no, 'gone', 'gone'],
}

const CASES = ACTION_NAMES.flatMap((action) =>
  POST_STATES.map((state, index) => ({ action, state, expected: TABLE[action][index] ?? 'missing' })),
)
const WRITTEN: readonly string[] = ['saved', 'shifted', 'deleted']

test.each(CASES)('$action of a post that is $state: $expected', async ({ action, state, expected }) => {
  const before = await stage.save(postIn(state, stage.clock))
  const answer = await DO[action]('p')
  if (!WRITTEN.includes(answer.kind)) {
    expect(answer.kind).toBe(expected)
    expect(await stage.find('p')).toEqual(before)
  } else if (expected === 'gone') await expect(stage.find('p')).rejects.toThrow('no post')
  else {
    const after = await stage.find('p')
    expect(after.state).toBe(expected)
    expect(after.version).toBe(before.version + 1)
    expect(await stage.timeline('p')).not.toEqual([])
  }
  expect(await stage.workComplaints()).toEqual([])
})

/** What may be done while nobody knows whether a part is out. */
const IN_DOUBT: Partial<Record<ActionName, string>> = {
  resume: 'publishing',
  review: 'scheduled',
  retry: no,
  hold: no,
  take_back: no,
  undo_published: no,
  shift: no,
  delete: no,
}

test.each(ACTION_NAMES.map((action) => ({ action, expected: IN_DOUBT[action] ?? 'in_doubt' })))(
  '$action of a held post with an unanswered publication: $expected',
  async ({ action, expected }) => {
    const { parts } = postIn('needs_review', stage.clock)
    const before = await stage.save({ ...postIn('held', stage.clock), parts })
    await stage.doubt('p')
    const answer = await DO[action]('p')
    if (answer.kind === 'saved') expect((await stage.find('p')).state).toBe(expected)
    else {
      expect(answer.kind).toBe(expected)
      expect(await stage.find('p')).toEqual(before)
    }
  },
)

const FITTING: Record<ActionName, PostState> = {
  edit: 'draft',
  schedule: 'draft',
  cancel: 'scheduled',
  hold: 'ready',
  resume: 'held',
  hand_off: 'held',
  take_back: 'handed_off',
  mark_published: 'handed_off',
  undo_published: 'handed_off',
  review: 'needs_review',
  retry: 'failed',
  shift: 'scheduled',
  delete: 'published',
}

describe.each(ACTION_NAMES)('%s', (action) => {
  test('is refused to whoever saw another version, and shows theirs', async () => {
    const before = await stage.save(postIn(FITTING[action], stage.clock))
    expect(await DO[action]('p', before.version - 1)).toEqual({ kind: 'conflict', post: before })
    expect(await stage.find('p')).toEqual(before)
    expect(await stage.timeline('p')).toEqual([])
  })

  test('of a post that is not there is told so', async () => {
    expect(await DO[action]('nobody')).toEqual({ kind: 'not_found' })
  })
})
