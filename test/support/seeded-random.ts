/** Random choices that a seed repeats: a failure that is met once can be met again. */

export interface SeededRandom {
  /** [0, below), whole. */
  integer(below: number): number
  pick<T>(list: readonly [T, ...T[]]): T
  shuffled<T>(list: readonly T[]): T[]
}

/** @see https://github.com/bryc/code/blob/master/jshash/PRNGs.md (mulberry32, public domain; read 2026-11) */
export function createSeededRandom(seed: number): SeededRandom {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
  const integer = (below: number): number => Math.floor(next() * below)
  return {
    integer,
    pick: (list) => list[integer(list.length)] ?? list[0],
    shuffled: (list) => {
      const copy = [...list]
      for (let at = copy.length - 1; at > 0; at -= 1) {
        const other = integer(at + 1)
        const [one, two] = [copy[at], copy[other]]
        if (one === undefined || two === undefined) continue
        copy[at] = two
        copy[other] = one
      }
      return copy
    },
  }
}
