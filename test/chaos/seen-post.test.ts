import { expect, it } from 'vitest'
import { seenInAnswer, type SeenPost, wantedAfter, wantedAtFirst } from './seen-post.ts'

const WANTED = { id: 'p', username: 'anna', plannedAt: 1_000, texts: ['one', 'two'] }
const SEEN: SeenPost = { id: 'p', state: 'scheduled', plannedAt: 1_000, texts: ['one', 'two'], out: 0 }

it('an answer tells of the posts that it changed, and of none that it refused to change', () => {
  const post = {
    id: 'p',
    state: 'ready',
    plan: { at: '1970-01-01T00:00:01.000Z' },
    parts: [
      { state: 'published', text: 'one' },
      { state: 'ready', text: 'two' },
    ],
  }
  const seen = { ...SEEN, state: 'ready', out: 1 }
  expect(seenInAnswer(JSON.stringify({ ok: true, post }))).toEqual([seen])
  expect(seenInAnswer(JSON.stringify({ ok: false, post }))).toEqual([])
  const posts = [
    { ok: true, post },
    { ok: false, post },
  ]
  expect(seenInAnswer(JSON.stringify({ ok: false, posts }))).toEqual([seen])
})

it('what is seen as it was leaves what is wanted as it was', () => {
  expect(wantedAfter(WANTED, SEEN, 500)).toEqual(WANTED)
})

it('an edit takes texts back, and a new plan counts from when it is known', () => {
  const seen = { ...SEEN, texts: ['one', '2'], plannedAt: 2_000 }
  const edited = { ...WANTED, texts: ['one', '2'], takenBack: ['two'], plannedAt: 2_000, plannedSince: 500 }
  expect(wantedAfter(WANTED, seen, 500)).toEqual(edited)
  const again = wantedAfter(edited, { ...seen, texts: ['one', 'II'] }, 700)
  expect(again).toEqual({ ...edited, texts: ['one', 'II'], takenBack: ['two', '2'] })
})

it('a cancelled post keeps what was out of it', () => {
  const cancelled = wantedAfter(WANTED, { ...SEEN, state: 'cancelled', plannedAt: undefined, out: 1 }, 500)
  expect(cancelled).toEqual({ ...WANTED, cancelledAfter: 1 })
})

it('a post that was added is wanted from when it is known', () => {
  expect(wantedAtFirst('anna', SEEN, 500)).toEqual({ ...WANTED, plannedSince: 500 })
})
