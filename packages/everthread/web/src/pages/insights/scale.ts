/** From numbers to places on a chart. What is missing is no place: a line ends before it and begins anew after it. Pure. */

export interface Scale {
  /** From 0 up, the last at or above the largest value. */
  readonly ticks: readonly number[]
  /** 0 at the bottom, 1 at the top. */
  readonly heightOf: (value: number) => number
}

/** How many steps at most. */
const MOST_TICKS = 5

/** Round steps: 1, 2 or 5 and zeros. */
export function scaleFor(values: readonly number[]): Scale {
  const largest = Math.max(1, ...values)
  const step = roundStep(largest / (MOST_TICKS - 1))
  const count = Math.ceil(largest / step)
  const top = count * step
  return {
    ticks: Array.from({ length: count + 1 }, (_, index) => index * step),
    heightOf: (value) => value / top,
  }
}

/** Whole numbers alone: nobody has half a view. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)))
  const factor = [1, 2, 5, 10].find((one) => one * power >= least) ?? 10
  return factor * power
}

export interface Place {
  readonly x: number
  readonly y: number
}

/** Runs of neighbours that are there. */
export function runsOf(places: readonly (Place | undefined)[]): readonly (readonly Place[])[] {
  const runs: Place[][] = []
  let current: Place[] | undefined
  for (const place of places) {
    if (!place) current = undefined
    else if (current) current.push(place)
    else runs.push((current = [place]))
  }
  return runs
}

/** An SVG path through them; a single place is a dot as wide as its round cap. */
export function pathOf(run: readonly Place[]): string {
  const [first, ...rest] = run
  if (!first) return ''
  const points = rest.length === 0 ? [first] : rest
  return `M${at(first)}${points.map((place) => `L${at(place)}`).join('')}`
}

function at({ x, y }: Place): string {
  return `${round(x)} ${round(y)}`
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
