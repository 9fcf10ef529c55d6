/** Chance without a state: the same number and salt always fall the same way. */
import type { Population } from './population.ts'

/** One salt for each thing that is left to chance, so that no two of them hang together. */
export const SALT = {
  slot: 1,
  relation: 2,
  partner: 3,
  jitter: 4,
  mention: 5,
  mentioned: 6,
  person: 7,
  language: 8,
  followers: 9,
  biography: 10,
  text: 11,
  topic: 12,
  body: 13,
  extra: 14,
  shortcode: 15,
} as const

export type Salt = (typeof SALT)[keyof typeof SALT]

/** A whole number from 0 to 2^32 - 1. */
export function roll({ keys }: Population, number: number, salt: Salt): number {
  let hash = Math.imul(number ^ keys[0], 0x9e37_79b1) ^ Math.imul(salt ^ keys[1], 0x85eb_ca6b)
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb_352d)
  hash = Math.imul(hash ^ (hash >>> 15), 0x846c_a68b)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** One of a list, by a roll. */
export function pick<T>(list: readonly [T, ...(readonly T[])], rolled: number): T {
  return list[rolled % list.length] ?? list[0]
}
