import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { NOON, withApi } from '../../test-support/api.ts'
import { createRandom } from '../random.ts'
import { emptyState, findUser, type State } from '../state/state.ts'
import { findPost, findPostByShortcode, postsOf, repliesTo } from '../state/posts.ts'
import { parseInstant } from '../time/host.ts'
import { shuffle, unshuffle } from './numbered-id.ts'
import { createPopulation, type Population, postCount } from './population.ts'
import { mentionOf, relationOf, repliesToPost, rootOf } from './relations.ts'
import { postIdOf, postNumberOfId, postNumberOfShortcode, seededPost, shortcodeOf } from './seeded-post.ts'
import { seededUser, userNumberOfId, userNumberOfName } from './seeded-user.ts'
import { ownerOf, postOf, publishedAtOf, roundOf } from './timetable.ts'

const NOW = parseInstant(NOON) ?? 0

function populationOf(seed: string, accounts: number, postsEach: number): Population {
  return createPopulation(createRandom(seed), { accounts, postsEach }, NOW)
}

function stateOf(population: Population): State {
  return Object.assign(emptyState(), { population })
}

const populations = fc
  .record({
    seed: fc.string(),
    accounts: fc.integer({ min: 1, max: 300 }),
    postsEach: fc.integer({ min: 1, max: 30 }),
  })
  .map(({ seed, accounts, postsEach }) => populationOf(seed, accounts, postsEach))

const populationAndPost = populations.chain((population) =>
  fc.record({
    population: fc.constant(population),
    post: fc.integer({ min: 0, max: postCount(population) - 1 }),
  }),
)

test('numbers become ids and shortcodes, and these lead back', () => {
  const large = populationOf('large', 100_000, 10)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999 }), (number) => {
      const id = postIdOf(large, number)
      expect(id).toMatch(/^\d{17}$/)
      expect(postNumberOfId(large, id)).toBe(number)
      expect(shortcodeOf(large, number)).toMatch(/^[\w-]{11}$/)
      expect(postNumberOfShortcode(large, shortcodeOf(large, number))).toBe(number)
      const user = seededUser(large, number % 100_000)
      expect(user.id).toMatch(/^\d{17}$/)
      expect(userNumberOfId(large, user.id)).toBe(number % 100_000)
      expect(userNumberOfName(large, user.username)).toBe(number % 100_000)
    }),
  )
})

test('the shuffle is one to one on 48 bits', () => {
  const population = populationOf('bits', 1, 1)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (number) => {
      expect(unshuffle(population, shuffle(population, number))).toBe(number)
      expect(shuffle(population, number)).toBeLessThan(2 ** 48)
    }),
  )
})

test('no other text is an id, a shortcode or a name of the population', () => {
  const population = populationOf('strangers', 50, 10)
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.stringMatching(/^\d{17}$/), fc.stringMatching(/^[\w-]{11}$/)),
      (text) => {
        const number = postNumberOfId(population, text)
        if (number !== undefined) expect(postIdOf(population, number)).toBe(text)
        expect(postNumberOfShortcode(population, text)).toBeUndefined()
        expect(userNumberOfName(population, text)).toBeUndefined()
      },
    ),
  )
})

test('owner and round give the number, and the number gives owner and round', () => {
  fc.assert(
    fc.property(populationAndPost, ({ population, post }) => {
      const owner = ownerOf(population, post)
      expect(owner).toBeLessThan(population.accounts)
      expect(postOf(population, owner, roundOf(population, post))).toBe(post)
    }),
  )
})

test('the greater its number the older is a post, and all lie in the past', () => {
  fc.assert(
    fc.property(populationAndPost, ({ population, post }) => {
      expect(publishedAtOf(population, post)).toBeLessThan(NOW)
      expect(publishedAtOf(population, post + 1)).toBeLessThan(publishedAtOf(population, post))
    }),
  )
})

test('what a post answers, quotes or reposts is there, is older, and is no repost', () => {
  fc.assert(
    fc.property(populationAndPost, ({ population, post }) => {
      const relation = relationOf(population, post)
      if (relation.kind === 'original') return
      expect(relation.target).toBeLessThan(postCount(population))
      expect(publishedAtOf(population, relation.target)).toBeLessThan(publishedAtOf(population, post))
      expect(relationOf(population, relation.target).kind).not.toBe('repost')
      if (relation.kind !== 'reply') return
      expect(repliesToPost(population, relation.target)).toContain(post)
      expect(relationOf(population, rootOf(population, post)).kind).not.toBe('reply')
    }),
  )
})

test('the replies to a post are those that answer it', () => {
  fc.assert(
    fc.property(populationAndPost, ({ population, post }) => {
      const answering = Array.from({ length: postCount(population) }, (_, number) => number).filter(
        (number) => {
          const relation = relationOf(population, number)
          return relation.kind === 'reply' && relation.target === post
        },
      )
      expect(repliesToPost(population, post)).toEqual(answering)
    }),
    { numRuns: 30 },
  )
})

test('everybody’s posts are found under their owner, newest first, and each by its id and its shortcode', () => {
  fc.assert(
    fc.property(populations, (population) => {
      const state = stateOf(population)
      const user = seededUser(population, population.accounts - 1)
      const posts = postsOf(state, user.id)
      expect(posts).toHaveLength(population.postsEach)
      expect(posts).toEqual(posts.toSorted((a, b) => b.publishedAt - a.publishedAt))
      for (const post of posts) {
        expect(post.ownerId).toBe(user.id)
        expect(findPost(state, post.id)).toEqual(post)
        expect(findPostByShortcode(state, post.shortcode)).toEqual(post)
      }
    }),
    { numRuns: 30 },
  )
})

test('the same seed makes the same people and posts, another seed others', () => {
  const [one, same, other] = ['a', 'a', 'b'].map((seed) => populationOf(seed, 40, 5))
  if (!one || !same || !other) throw new Error('three were made')
  expect(seededPost(same, 7)).toEqual(seededPost(one, 7))
  expect(seededUser(same, 7)).toEqual(seededUser(one, 7))
  expect(seededPost(other, 7).id).not.toBe(seededPost(one, 7).id)
})

test('a population has posts of every kind, in two languages, and people of all sizes', () => {
  const population = populationOf('variety', 500, 10)
  const posts = Array.from({ length: 5000 }, (_, number) => seededPost(population, number))
  const contents = posts.flatMap((post) => (post.kind === 'repost' ? [] : [post.content]))
  const share = (matching: number): number => Math.round((matching / posts.length) * 100)
  expect(share(posts.filter(({ kind }) => kind === 'reply').length)).toBeGreaterThan(20)
  expect(share(posts.filter(({ kind }) => kind === 'repost').length)).toBeGreaterThan(0)
  expect(new Set(contents.map(({ body }) => body.kind))).toEqual(new Set(['TEXT', 'IMAGE', 'CAROUSEL']))
  for (const has of [
    contents.some(({ attachments }) => attachments.poll),
    contents.some(({ attachments }) => attachments.link),
    contents.some(({ quotedId }) => quotedId),
    contents.some(({ text }) => /[а-я]{4}/.test(text ?? '')),
    contents.some(({ text }) => /[a-z]{4}/.test(text ?? '')),
    posts.some((_, number) => mentionOf(population, number) !== undefined),
  ]) {
    expect(has).toBe(true)
  }
  const followers = Array.from({ length: 500 }, (_, number) => seededUser(population, number).followers)
  expect(Math.min(...followers)).toBeGreaterThanOrEqual(0)
  expect(followers.filter((count) => count < 100).length).toBeGreaterThan(100)
  expect(followers.filter((count) => count > 1000).length).toBeGreaterThan(5)
  expect(contents.every(({ text = '' }) => text.length <= 500)).toBe(true)
})

test('a population is made by an option, by the control plane, and only once until a reset', async () => {
  const options = { population: { accounts: 100, postsEach: 5 } }
  await withApi(async ({ sandbox, control }) => {
    expect(sandbox.state().population).toMatchObject({ accounts: 100, postsEach: 5 })
    const again = await control('population', { accounts: 1 })
    expect([again.status, again.json.error]).toEqual([400, 'there is a population already: POST reset first'])
    expect(sandbox.users.list()).toEqual([])
  }, options)
  await withApi(async ({ control, sandbox }) => {
    expect((await control('population', { accounts: 2_000_000_000 })).status).toBe(400)
    expect((await control('population', { accounts: 10_000_000, postsEach: 1000 })).status).toBe(400)
    const made = (await control('population', { accounts: 6 })).json
    expect(made).toMatchObject({ accounts: 6, postsEach: 10 })
    expect(made.usernames.slice(0, 4)).toEqual(['meta', 'threads', 'instagram', 'facebook'])
    sandbox.reset()
    expect(sandbox.state().population).toBeUndefined()
  })
})

test('somebody of the population can be changed, given a token, and read', async () => {
  await withApi(
    async ({ sandbox, get }) => {
      const username = sandbox.state().population?.usernames.at(-1) ?? ''
      const { id, followers } = sandbox.users.put({ username, tester: true })
      expect(followers).toBeGreaterThanOrEqual(0)
      const { access_token } = sandbox.tokens.create({ user: username })
      expect((await get('/me', { fields: 'username', access_token })).json).toEqual({ id, username })
      expect((await get(`/${id}`, { access_token })).json).toEqual({ id })
      expect(sandbox.users.list().map((user) => user.username)).toEqual([username])
    },
    { population: { accounts: 1000 } },
  )
})

test('a hundred thousand people with a million posts are there at once', () => {
  const before = process.memoryUsage().heapUsed
  const state = stateOf(populationOf('many', 100_000, 10))
  const user = findUser(state, seededUser(state.population ?? populationOf('', 1, 1), 99_999).username)
  const posts = postsOf(state, user?.id ?? '')
  expect(posts).toHaveLength(10)
  expect(posts.flatMap((post) => repliesTo(state, post.id)).length).toBeGreaterThanOrEqual(0)
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(20 * 1024 * 1024)
})
