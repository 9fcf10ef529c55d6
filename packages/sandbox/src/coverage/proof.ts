/** How a row of the matrix is proven. */

/** `partial` says in its note what is missing. */
export type Support = 'supported' | 'partial' | 'not yet'

/** A test that shows it: its file under `src/`, and its name. */
export interface Proof {
  readonly file: string
  readonly test: string
}

export function proofs(file: string, ...tests: readonly string[]): readonly Proof[] {
  return tests.map((test) => ({ file, test }))
}
