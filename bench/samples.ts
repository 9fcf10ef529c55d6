/** What many measurements of one thing say together. */

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5)
}

/** The middle half of them, for a table. */
export function middleHalf(samples: readonly number[]): string {
  return `${quantile(samples, 0.25).toFixed(1)}–${quantile(samples, 0.75).toFixed(1)}`
}

function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  const found = sorted[Math.floor((sorted.length - 1) * share)]
  if (found === undefined) throw new RangeError('nothing was measured')
  return found
}
