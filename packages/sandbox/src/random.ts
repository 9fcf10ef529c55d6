/**
 * Randomness from a seed (sfc32), so that a run can be repeated to the last token. Not for real secrets: nothing that the
 * sandbox makes is one.
 */

export interface SeededRandom {
  /** An unsigned 32-bit integer. */
  next(): number
  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number
  /** `length` characters of an alphabet of 64 or fewer. */
  text(length: number, alphabet?: string): string
  read(): RandomState
  restore(state: RandomState): void
}

export type RandomState = readonly [number, number, number, number]

export const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
export const HEX = '0123456789abcdef'
export const DIGITS = '0123456789'

export function createRandom(seed: string): SeededRandom {
  let [a, b, c, d] = hashOf(seed)

  const next = (): number => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return sum >>> 0
  }
  const below = (limit: number): number => Math.floor((next() / 4_294_967_296) * limit)
  for (let warmUp = 0; warmUp < 12; warmUp += 1) next()

  return {
    next,
    below,
    text: (length, alphabet = BASE64URL) => {
      let text = ''
      for (let index = 0; index < length; index += 1) text += alphabet[below(alphabet.length)]
      return text
    },
    read: () => [a, b, c, d],
    restore: (state) => {
      ;[a, b, c, d] = state
    },
  }
}

/** Four words from a text (cyrb128). */
function hashOf(seed: string): [number, number, number, number] {
  const factors = [597_399_067, 2_869_860_233, 951_274_213, 2_716_044_179] as const
  let [h1, h2, h3, h4] = [1_779_033_703, 3_144_134_277, 1_013_904_242, 2_773_480_762]
  for (let index = 0; index < seed.length; index += 1) {
    const unit = seed.charCodeAt(index)
    h1 = h2 ^ Math.imul(h1 ^ unit, factors[0])
    h2 = h3 ^ Math.imul(h2 ^ unit, factors[1])
    h3 = h4 ^ Math.imul(h3 ^ unit, factors[2])
    h4 = h1 ^ Math.imul(h4 ^ unit, factors[3])
  }
  return [h1 | 0, h2 | 0, h3 | 0, h4 | 0]
}
