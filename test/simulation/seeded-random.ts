/** A stream of numbers that is the same every time: what fails once fails again. */

export interface SeededRandom {
  /** [0, 1) */
  next(): number
  /** Whole, from `least` up to and including `most`. */
  between(least: number, most: number): number
  pick<T>(choices: readonly [T, ...T[]]): T
}

/** Mulberry32: 32 bits of state, good enough for weather. */
export function seededRandom(seed: number): SeededRandom {
  let state = Math.imul(seed, 0x9e3779b9) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1))
  return { next, between, pick: (choices) => choices[between(0, choices.length - 1)] ?? choices[0] }
}
