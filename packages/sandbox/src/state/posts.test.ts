import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { textContent } from '../entities/content.ts'
import type { Post } from '../entities/post.ts'
import { createPopulation } from '../population/population.ts'
import { seededUser } from '../population/seeded-user.ts'
import { createRandom } from '../random.ts'
import {
  findMedia,
  findPost,
  findPostByShortcode,
  postsOf,
  putPost,
  removePost,
  repliesTo,
  timelineOf,
  timelineOfAll,
  timelineOfMentions,
} from './posts.ts'
import { emptyState, type State } from './state.ts'
import { type Entry, walk } from './timeline.ts'

const NOW = 1_750_000_000_000

function post(id: string, publishedAt: number, text = 'Hello.'): Extract<Post, { kind: 'post' }> {
  const base = { id, shortcode: `code${id}`, ownerId: '7', publishedAt, visibleAt: publishedAt }
  return { ...base, kind: 'post', content: textContent(text) }
}

function reply(id: string, parentId: string, publishedAt: number): Post {
  const place = { rootId: parentId, parentId, hideStatus: 'NOT_HUSHED', approval: 'approved' } as const
  const base = { id, shortcode: `code${id}`, ownerId: '7', publishedAt, visibleAt: publishedAt }
  return { ...base, kind: 'reply', content: textContent('Yes.'), place }
}

const idsOf = (posts: Iterable<Post>): readonly string[] => Array.from(posts, ({ id }) => id)
const idsIn = (entries: Iterable<Entry>): readonly string[] => Array.from(entries, (entry) => entry.post.id)

function populated(accounts = 30, postsEach = 6): State {
  const population = createPopulation(createRandom('people'), { accounts, postsEach }, NOW)
  return Object.assign(emptyState(), { population })
}

test('posts come newest first, whatever order they were put in', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 30 }), (instants) => {
      const state = emptyState()
      for (const [index, instant] of instants.entries()) putPost(state, post(String(1000 + index), instant))
      const times = postsOf(state, '7').map(({ publishedAt }) => publishedAt)
      expect(times).toEqual(instants.toSorted((a, b) => b - a))
      expect(idsIn(walk(timelineOfAll(state), 'front', undefined))).toEqual(
        idsOf(postsOf(state, '7')).toReversed(),
      )
    }),
  )
})

test('a walk from anywhere goes on with what comes next, in both directions', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 12 }),
      fc.array(fc.integer({ min: 0, max: 40 })),
      (from, offsets) => {
        const state = populated()
        const owner = seededUser(state.population!, 3).id
        for (const [index, offset] of offsets.entries()) {
          putPost(state, { ...post(String(index), NOW - offset * 86_400_000), ownerId: owner })
        }
        const all = [...walk(timelineOf(state, owner), 'back', undefined)]
        const place = Math.min(from, all.length - 1)
        const position = all[place]?.position
        expect(idsIn(walk(timelineOf(state, owner), 'back', position))).toEqual(idsIn(all.slice(place + 1)))
        expect(idsIn(walk(timelineOf(state, owner), 'front', position))).toEqual(
          idsIn(all.slice(0, place)).toReversed(),
        )
      },
    ),
  )
})

test('what was put is found by id, shortcode, owner, parent and name, and is gone when it was removed', () => {
  const state = emptyState()
  const bob = { id: '8', username: 'Bob.Lind' }
  putPost(state, post('1', 10, 'Hi @bob.lind.'))
  putPost(state, reply('2', '1', 20))
  expect(findPost(state, '1')).toMatchObject({ id: '1' })
  expect(findPostByShortcode(state, 'code2')).toMatchObject({ id: '2' })
  expect(idsOf(repliesTo(state, '1'))).toEqual(['2'])
  expect(idsIn(walk(timelineOfMentions(state, bob), 'back', undefined))).toEqual(['1'])
  removePost(state, '1')
  removePost(state, '2')
  removePost(state, '3')
  expect([findPost(state, '1'), findPostByShortcode(state, 'code1')]).toEqual([undefined, undefined])
  expect([postsOf(state, '7'), repliesTo(state, '1')]).toEqual([[], []])
  expect([...walk(timelineOfMentions(state, bob), 'back', undefined)]).toEqual([])
})

test('a change of a stored post keeps its place', () => {
  const state = emptyState()
  putPost(state, post('1', 10))
  putPost(state, post('2', 20))
  putPost(state, post('1', 10, 'Changed.'))
  expect(postsOf(state, '7').map((one) => one.kind !== 'repost' && one.content.text)).toEqual([
    'Hello.',
    'Changed.',
  ])
})

test('only what was changed of a population is stored, and it is seen everywhere', () => {
  const state = populated()
  const owner = seededUser(state.population!, 5).id
  const [newest, second, ...others] = postsOf(state, owner)
  if (!newest || !second || second.kind === 'repost') throw new Error('the seed has two posts here')
  removePost(state, newest.id)
  const changed = { ...second, content: { ...second.content, text: 'Changed.' } }
  putPost(state, changed)
  expect(postsOf(state, owner)).toEqual([changed, ...others])
  expect([findPost(state, newest.id), findPost(state, second.id)]).toEqual([undefined, changed])
  expect(findPostByShortcode(state, second.shortcode)).toEqual(changed)
  expect(state.posts.byId.size).toBe(1)
  const clone = structuredClone(state)
  expect(postsOf(clone, owner)).toEqual([changed, ...others])
  removePost(state, second.id)
  expect(postsOf(state, owner)).toEqual(others)
  putPost(state, newest)
  expect(postsOf(state, owner)).toEqual([newest, ...others])
})

test('a new reply stands among the seeded ones, and seeded names are found', () => {
  const state = populated(40, 10)
  const all = Array.from(walk(timelineOfAll(state), 'back', undefined), (entry) => entry.post)
  expect(all).toHaveLength(400)
  const answered = all.find((one) => repliesTo(state, one.id).length > 1)
  if (!answered) throw new Error('the seed has a post with two replies')
  const seeded = repliesTo(state, answered.id)
  const late = reply('1', answered.id, NOW)
  putPost(state, late)
  expect(repliesTo(state, answered.id)).toEqual([late, ...seeded])
  const naming = all.find((one) => one.kind !== 'repost' && one.content.text?.includes('@'))
  const username = /@(\S+)/.exec(
    naming?.kind === 'post' || naming?.kind === 'reply' ? naming.content.text! : '',
  )
  const named = Array.from({ length: 40 }, (_, number) => seededUser(state.population!, number)).find(
    (user) => user.username === username?.[1],
  )
  expect(idsIn(walk(timelineOfMentions(state, named!), 'back', undefined))).toContain(naming?.id)
})

test('the child of a carousel is found as a post of its own', () => {
  const state = populated(60, 10)
  const albums = Array.from(walk(timelineOfAll(state), 'back', undefined), (entry) => entry.post)
  const album = albums.find((one) => one.kind === 'post' && one.content.body.kind === 'CAROUSEL')
  if (album?.kind !== 'post' || album.content.body.kind !== 'CAROUSEL')
    throw new Error('the seed has a carousel')
  const [child] = album.content.body.children
  expect(findMedia(state, child?.id ?? '')).toMatchObject({
    id: child?.id,
    ownerId: album.ownerId,
    kind: 'post',
  })
  expect(findPost(state, child?.id ?? '')).toBeUndefined()
  const body = { kind: 'CAROUSEL', children: [{ id: '55', file: child!.file }] } as const
  putPost(state, { ...post('99', NOW), content: { ...album.content, body } })
  expect(findMedia(state, '55')).toMatchObject({ id: '55', content: { body: { kind: 'IMAGE' } } })
  removePost(state, '99')
  expect(findMedia(state, '55')).toBeUndefined()
})
