/**
 * Measures several things in turns, so that whatever else the machine does meanwhile falls on all of them alike. Only the
 * ratios of one run mean something.
 */

/** Does the thing once and returns what it measured. */
export type Turn = () => number | Promise<number>

const WARM_UP_ROUNDS = 2

export async function inTurns<Name extends string>(
  turns: Readonly<Record<Name, Turn>>,
  rounds: number,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(turns) as Name[]
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>
  for (let round = -WARM_UP_ROUNDS; round < rounds; round += 1) {
    for (const name of names) {
      const sample = await turns[name]()
      if (round >= 0) samples[name].push(sample)
    }
  }
  return samples
}
