/** A post of a population, made from its number: what it is, whose, when, and where it hangs. */
import type { Post } from '../entities/post.ts'
import { BASE64URL } from '../random.ts'
import type { Run } from '../state/timeline.ts'
import { roll, SALT } from './dice.ts'
import { idOfNumber, numberOfId, shuffle, unshuffle } from './numbered-id.ts'
import { type Population, postCount } from './population.ts'
import { mentionOf, neighboursAfter, relationOf, rootOf } from './relations.ts'
import { remembered } from './remembered.ts'
import { seededContent, wordsOf } from './seeded-content.ts'
import { ownerOf, postOf, publishedAtOf } from './timetable.ts'

/** Some 20 MB at most. */
export const seededPost = remembered(makePost, 25_000)

function makePost(population: Population, number: number): Post {
  const publishedAt = publishedAtOf(population, number)
  const base = {
    id: postIdOf(population, number),
    shortcode: shortcodeOf(population, number),
    ownerId: idOfNumber(population, 'user', ownerOf(population, number)),
    publishedAt,
    visibleAt: publishedAt,
  }
  const relation = relationOf(population, number)
  if (relation.kind === 'repost') {
    return { ...base, kind: 'repost', repostedId: postIdOf(population, relation.target) }
  }
  const content = seededContent(population, number, relation)
  return relation.kind === 'reply'
    ? { ...base, kind: 'reply', content, place: placeOf(population, number, relation.target) }
    : { ...base, kind: 'post', content }
}

function placeOf(population: Population, number: number, target: number) {
  return {
    rootId: postIdOf(population, rootOf(population, number)),
    parentId: postIdOf(population, target),
    hideStatus: 'NOT_HUSHED',
    approval: 'approved',
  } as const
}

export function postIdOf(population: Population, number: number): string {
  return idOfNumber(population, 'post', number)
}

export function postNumberOfId(population: Population, id: string): number | undefined {
  return numberOfId(population, 'post', id)
}

/** Everything that somebody published, newest first. */
export function seededPostsOf(population: Population, owner: number): Run {
  return seededRun(population, population.postsEach, (index) => postOf(population, owner, index))
}

/** Everything that anybody published. */
export function allSeededPosts(population: Population): Run {
  return seededRun(population, postCount(population), (index) => index)
}

/** What somebody's neighbours published: whoever names them is among those. */
export function seededMentionsOf(population: Population, owner: number): readonly Run[] {
  return neighboursAfter(population, owner).map((neighbour) => {
    const run = seededPostsOf(population, neighbour)
    const names = (index: number): boolean =>
      mentionOf(population, postOf(population, neighbour, index)) === owner
    return { ...run, postAt: (index) => (names(index) ? run.postAt(index) : undefined) }
  })
}

function seededRun(population: Population, length: number, numberAt: (index: number) => number): Run {
  return {
    length,
    positionAt: (index) => {
      const number = numberAt(index)
      return { key: publishedAtOf(population, number), id: postIdOf(population, number) }
    },
    postAt: (index) => seededPost(population, numberAt(index)),
    wordsAt: (index) => wordsOf(population, numberAt(index)),
  }
}

/** Eleven characters, as Meta's: `D`, the shuffled number in eight, and two that are checked by making it again. */
export function shortcodeOf(population: Population, number: number): string {
  let rest = shuffle(population, number)
  let code = ''
  for (let place = 0; place < SHUFFLED_CHARACTERS; place += 1) {
    code = BASE64URL.charAt(rest % 64) + code
    rest = Math.floor(rest / 64)
  }
  const check = roll(population, number, SALT.shortcode)
  return `D${code}${BASE64URL.charAt(check % 64)}${BASE64URL.charAt((check >>> 6) % 64)}`
}

const SHUFFLED_CHARACTERS = 8

export function postNumberOfShortcode(population: Population, shortcode: string): number | undefined {
  let shuffled = 0
  for (const character of shortcode.slice(1, 1 + SHUFFLED_CHARACTERS)) {
    shuffled = shuffled * 64 + BASE64URL.indexOf(character)
  }
  const number = unshuffle(population, Math.max(0, shuffled))
  const isPost = number < postCount(population) && shortcodeOf(population, number) === shortcode
  return isPost ? number : undefined
}
