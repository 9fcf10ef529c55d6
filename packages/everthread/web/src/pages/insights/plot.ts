/** Where everything stands on a chart: from points, some of them without a number, to places, runs and gaps. Pure. */
import { type Place, runsOf, scaleFor } from './scale.ts'

/** In the units of the picture. */
export const HEIGHT = 240
export const LEFT = 56
export const BOTTOM = 28
export const TOP = 12
export const RIGHT = 12

/** A name needs so much room. */
const LABEL_WIDTH = 120

export interface Plot {
  readonly width: number
  readonly ticks: readonly { readonly value: number; readonly y: number }[]
  readonly places: readonly (Place | undefined)[]
  readonly runs: readonly (readonly Place[])[]
  /** From where to where a number is missing. */
  readonly gaps: readonly { readonly x: number; readonly width: number }[]
  /** Which points have their names under the axis. */
  readonly labelled: readonly number[]
  readonly xOf: (index: number) => number
  /** The point that is nearest to a place. */
  readonly indexAt: (x: number) => number
}

export function plotOf(values: readonly (number | undefined)[], width: number): Plot {
  const { ticks, heightOf } = scaleFor(values.flatMap((value) => value ?? []))
  const last = values.length - 1
  const step = last > 0 ? (width - LEFT - RIGHT) / last : 0
  const xOf = (index: number): number => LEFT + index * step
  const yOf = (value: number): number => TOP + (1 - heightOf(value)) * (HEIGHT - TOP - BOTTOM)
  const places = values.map((value, index) =>
    value === undefined ? undefined : { x: xOf(index), y: yOf(value) },
  )
  return {
    width,
    ticks: ticks.map((value) => ({ value, y: yOf(value) })),
    places,
    runs: runsOf(places),
    gaps: gapsOf(values).map(([from, to]) => ({
      x: xOf(from) - step / 2,
      width: Math.max(2, (to - from + 1) * step),
    })),
    labelled: evenly(last, Math.floor(width / LABEL_WIDTH)),
    xOf,
    indexAt: (x) => (step === 0 ? 0 : Math.min(last, Math.max(0, Math.round((x - LEFT) / step)))),
  }
}

/** Stretches without a number, by their first and last point. */
function gapsOf(values: readonly (number | undefined)[]): readonly (readonly [number, number])[] {
  const gaps: [number, number][] = []
  for (const [index, value] of values.entries()) {
    if (value !== undefined) continue
    const last = gaps.at(-1)
    if (last?.[1] === index - 1) last[1] = index
    else gaps.push([index, index])
  }
  return gaps
}

/** The first, the last, and a few between. */
function evenly(last: number, most: number): readonly number[] {
  const count = Math.min(most, last + 1)
  const places = Array.from({ length: count }, (_, index) =>
    Math.round((index * last) / Math.max(1, count - 1)),
  )
  return [...new Set(places)]
}
