/**
 * How sure a share of views is: Wilson's interval, which holds its rate for small numbers and for shares near 0 as well.
 *
 * @see https://doi.org/10.1080/01621459.1927.10502953
 */

export interface Interval {
  readonly low: number
  readonly high: number
}

/** The normal quantile of 95 %, in both tails. */
const Z = 1.959963984540054

/** How often the truth lies within. */
export const CONFIDENCE = 0.95

/** `hits` of `tries`, of which there is at least one. */
export function wilsonInterval(hits: number, tries: number): Interval {
  const share = hits / tries
  const stretch = 1 + Z ** 2 / tries
  const middle = (share + Z ** 2 / (2 * tries)) / stretch
  const half = (Z / stretch) * Math.sqrt((share * (1 - share)) / tries + Z ** 2 / (4 * tries ** 2))
  // At the ends the formula is exact, and rounding is not.
  return { low: hits === 0 ? 0 : middle - half, high: hits === tries ? 1 : middle + half }
}
