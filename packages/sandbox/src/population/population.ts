/**
 * A population: any number of people with posts, none of which is stored. Each is made when it is read, from the seed and
 * its number, so that a million posts cost what these few fields cost. A person's number counts from 0; a post's number is
 * its place in the timeline of all, from 0, the newest.
 */
import { SandboxMistake } from '../mistake.ts'
import type { SeededRandom } from '../random.ts'
import { DAY } from '../time/duration.ts'

export interface Population {
  /** What everything follows from: four words. */
  readonly keys: readonly [number, number, number, number]
  readonly accounts: number
  readonly postsEach: number
  /** Epoch milliseconds: all posts are older. */
  readonly until: number
  /** Between one post and the next of the whole population. */
  readonly intervalMs: number
  /** See `timetable.ts`. */
  readonly stride: number
  readonly strideInverse: number
}

/** `POST population`. */
export interface PopulationOrder {
  /** People, at most ten million. */
  readonly accounts: number
  /** Posts, replies and reposts of each of them. Default 10. */
  readonly postsEach?: number
}

/** What a post's number, mixed with a salt, can be told apart by. */
const MOST_POSTS = 1_000_000_000
export const MOST_ACCOUNTS = 10_000_000

const DAYS_PER_POST = 3
const LONGEST_PAST_MS = 700 * DAY

/** @throws SandboxMistake when there would be more than a thousand million posts. */
export function createPopulation(random: SeededRandom, order: PopulationOrder, now: number): Population {
  const { accounts, postsEach = 10 } = order
  const posts = accounts * postsEach
  if (posts > MOST_POSTS) {
    throw new SandboxMistake('a population has at most a thousand million posts: accounts × postsEach')
  }
  const pastMs = Math.min(postsEach * DAYS_PER_POST * DAY, LONGEST_PAST_MS)
  const stride = strideFor(accounts)
  return {
    keys: [random.next(), random.next(), random.next(), random.next()],
    accounts,
    postsEach,
    until: now,
    intervalMs: Math.max(1, Math.floor(pastMs / Math.max(1, posts))),
    stride,
    strideInverse: inverse(stride, accounts),
  }
}

export function postCount({ accounts, postsEach }: Population): number {
  return accounts * postsEach
}

/** Near the golden section, which spreads best, and without a common divisor, so that every place is met once. */
function strideFor(accounts: number): number {
  let stride = Math.max(1, Math.floor(accounts * 0.618_034))
  while (greatestDivisor(stride, accounts) > 1) stride += 1
  return stride
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b)
}

/** The number that undoes a multiplication by `stride`, modulo `accounts` (Euclid's extended algorithm). */
function inverse(stride: number, accounts: number): number {
  let [rest, nextRest, factor, nextFactor] = [accounts, stride % accounts, 0, 1]
  while (nextRest > 0) {
    const quotient = Math.floor(rest / nextRest)
    ;[rest, nextRest] = [nextRest, rest - quotient * nextRest]
    ;[factor, nextFactor] = [nextFactor, factor - quotient * nextFactor]
  }
  return modulo(factor, accounts)
}

/** Never negative. */
export function modulo(value: number, size: number): number {
  return ((value % size) + size) % size
}
