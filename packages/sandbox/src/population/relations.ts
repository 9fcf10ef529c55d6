/**
 * Who answers, quotes, reposts and names whom. A post is directed at a post of the round before it (so that it is always
 * the younger) by one of its owner's neighbours. To find who is directed at a post only its neighbours need be asked.
 */
import { roll, SALT } from './dice.ts'
import { modulo, type Population } from './population.ts'
import { ownerOf, postOf, roundOf } from './timetable.ts'

export type Relation =
  | { readonly kind: 'original' }
  | { readonly kind: 'reply' | 'quote' | 'repost'; readonly target: number }

/** Of a hundred posts. */
const REPLIES = 40
const QUOTES = 5
const REPOSTS = 5

/** How far apart neighbours live. */
const NEIGHBOURS = 8

/** Of how many posts one names somebody. */
const MENTION_EVERY = 12

export function relationOf(population: Population, post: number): Relation {
  const target = neighbourPost(population, post)
  if (target === undefined) return { kind: 'original' }
  const rolled = roll(population, post, SALT.relation) % 100
  if (isRepost(population, post)) return { kind: 'repost', target }
  // A repost says nothing that could be answered or quoted.
  if (isRepost(population, target)) return { kind: 'original' }
  if (rolled < REPLIES) return { kind: 'reply', target }
  return rolled < REPLIES + QUOTES ? { kind: 'quote', target } : { kind: 'original' }
}

/** Reposts only stand in even rounds, so that none is the repost of a repost. */
function isRepost(population: Population, post: number): boolean {
  const round = roundOf(population, post)
  const isLast = round + 1 >= population.postsEach
  return !isLast && round % 2 === 0 && roll(population, post, SALT.relation) % 100 >= 100 - REPOSTS
}

/** The post of the round before that this one would be directed at; the oldest have none. */
function neighbourPost(population: Population, post: number): number | undefined {
  const round = roundOf(population, post)
  if (round + 1 >= population.postsEach) return undefined
  const distance = 1 + (roll(population, post, SALT.partner) % NEIGHBOURS)
  return postOf(population, modulo(ownerOf(population, post) - distance, population.accounts), round + 1)
}

/** The numbers of the direct replies to a post, newest first. */
export function repliesToPost(population: Population, post: number): readonly number[] {
  const round = roundOf(population, post) - 1
  if (round < 0) return []
  return neighboursAfter(population, ownerOf(population, post))
    .map((owner) => postOf(population, owner, round))
    .filter((reply) => {
      const relation = relationOf(population, reply)
      return relation.kind === 'reply' && relation.target === post
    })
    .toSorted((a, b) => a - b)
}

/** What the tree of replies that a post stands in grew from: itself when it is no reply. */
export function rootOf(population: Population, post: number): number {
  const relation = relationOf(population, post)
  return relation.kind === 'reply' ? rootOf(population, relation.target) : post
}

/** Whom a post names. */
export function mentionOf(population: Population, post: number): number | undefined {
  if (roll(population, post, SALT.mention) % MENTION_EVERY > 0 || isRepost(population, post)) return undefined
  const distance = 1 + (roll(population, post, SALT.mentioned) % NEIGHBOURS)
  const named = modulo(ownerOf(population, post) - distance, population.accounts)
  return named === ownerOf(population, post) ? undefined : named
}

/** Everybody who may be directed at somebody. */
export function neighboursAfter({ accounts }: Population, owner: number): readonly number[] {
  const count = Math.min(NEIGHBOURS, accounts)
  return Array.from({ length: count }, (_, index) => (owner + 1 + index) % accounts)
}
