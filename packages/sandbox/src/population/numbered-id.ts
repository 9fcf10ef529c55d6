/**
 * From a number to an id that looks like any other, and back, without a table: a Feistel network shuffles 48 bits, one to
 * one, and what is not an id of this population is told by a number that is too large.
 */
import type { Population } from './population.ts'

/** How the ids of a kind begin and end around the fifteen shuffled digits; 17 digits in all, as Meta's have. */
const FRAMES = {
  post: { prefix: '17', suffix: '' },
  // Odd and above 2^54, as every user's id of the sandbox: `JSON.parse` cannot hold one.
  user: { prefix: '3', suffix: '1' },
} as const

export type NumberedKind = keyof typeof FRAMES

const SHUFFLED_DIGITS = 15
const HALF_BITS = 24
const HALF_MASK = 0xff_ffff
const HALF_SIZE = 2 ** HALF_BITS

export function idOfNumber(population: Population, kind: NumberedKind, number: number): string {
  const { prefix, suffix } = FRAMES[kind]
  return prefix + String(shuffle(population, number)).padStart(SHUFFLED_DIGITS, '0') + suffix
}

/** `undefined` when it is not the id of one of the first `count`. */
export function numberOfId(population: Population, kind: NumberedKind, id: string): number | undefined {
  const { prefix, suffix } = FRAMES[kind]
  const length = prefix.length + SHUFFLED_DIGITS + suffix.length
  if (id.length !== length || !id.startsWith(prefix) || !id.endsWith(suffix)) return undefined
  const digits = id.slice(prefix.length, prefix.length + SHUFFLED_DIGITS)
  if (!/^\d+$/.test(digits)) return undefined
  const number = unshuffle(population, Number(digits))
  const { accounts, postsEach } = population
  return number < (kind === 'post' ? accounts * postsEach : accounts) ? number : undefined
}

/** One to one on the whole numbers below 2^48. */
export function shuffle({ keys }: Population, number: number): number {
  let left = Math.floor(number / HALF_SIZE)
  let right = number % HALF_SIZE
  for (const key of keys) [left, right] = [right, left ^ scatter(right, key)]
  return left * HALF_SIZE + right
}

/** At least 2^48 for what `shuffle` never makes. */
export function unshuffle({ keys }: Population, shuffled: number): number {
  let left = Math.floor(shuffled / HALF_SIZE)
  let right = shuffled % HALF_SIZE
  if (left >= HALF_SIZE) return Number.POSITIVE_INFINITY
  for (const key of keys.toReversed()) [left, right] = [right ^ scatter(left, key), left]
  return left * HALF_SIZE + right
}

function scatter(half: number, key: number): number {
  let hash = Math.imul(half ^ key, 0x9e37_79b1)
  hash = Math.imul(hash ^ (hash >>> 15), 0x85eb_ca6b)
  return (hash ^ (hash >>> 13)) & HALF_MASK
}
