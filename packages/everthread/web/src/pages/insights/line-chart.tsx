/**
 * A line over days or ages. It is read in four ways: as a picture, point by point with the arrow keys (and heard), by pointing
 * at it, and as a table that stands beside it. What is missing is hatched, and the line does not cross it.
 */
import { type KeyboardEvent, type PointerEvent, type RefObject, useId, useState } from 'react'
import { useChartWidth } from './chart-width.ts'
import { BOTTOM, HEIGHT, LEFT, type Plot, plotOf, RIGHT, TOP } from './plot.ts'
import { pathOf } from './scale.ts'

export interface ChartPoint {
  readonly key: string
  /** Of the point: a day, an age. */
  readonly name: string
  /** Under the axis. */
  readonly short: string
  readonly value: number | undefined
  /** The number, or why there is none. */
  readonly said: string
}

interface LineChartProps {
  /** What it shows, for whoever does not see it. */
  readonly label: string
  readonly points: readonly ChartPoint[]
  readonly sayTick: (value: number) => string
  /** For the picture that can be saved. */
  readonly svg?: RefObject<SVGSVGElement | null>
}

export function LineChart({ label, points, sayTick, svg }: LineChartProps) {
  const [chosen, setChosen] = useState<number>()
  const width = useChartWidth()
  const plot = plotOf(
    points.map(({ value }) => value),
    width,
  )
  const shown = chosen === undefined ? undefined : points[chosen]
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = nextIndex(event.key, chosen, points.length)
    if (next === undefined) return
    event.preventDefault()
    setChosen(next)
  }
  const onPointerMove = ({ clientX, currentTarget }: PointerEvent<SVGSVGElement>): void => {
    const box = currentTarget.getBoundingClientRect()
    setChosen(plot.indexAt(((clientX - box.left) / box.width) * width))
  }
  const onLeave = (): void => setChosen(undefined)
  return (
    <figure className="grid gap-2">
      <svg
        ref={svg}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        role="img"
        aria-label={label}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerMove={onPointerMove}
        onPointerLeave={onLeave}
        onBlur={onLeave}
        className="h-auto w-full touch-pan-y rounded-control"
      >
        <Axis plot={plot} sayTick={sayTick} />
        <Gaps plot={plot} />
        <Line plot={plot} />
        <Names plot={plot} points={points} />
        {chosen !== undefined && <Cursor plot={plot} chosen={chosen} />}
      </svg>
      <figcaption aria-live="polite" className="min-h-5 text-small tabular-nums">
        {shown && (
          <>
            {shown.name}: <strong className="font-semibold">{shown.said}</strong>
          </>
        )}
      </figcaption>
    </figure>
  )
}

function nextIndex(key: string, chosen: number | undefined, count: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, (chosen ?? count) - 1)
    case 'ArrowRight':
      return chosen === undefined ? 0 : Math.min(count - 1, chosen + 1)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}

interface PlotProps {
  readonly plot: Plot
}

function Axis({ plot, sayTick }: PlotProps & Pick<LineChartProps, 'sayTick'>) {
  return plot.ticks.map(({ value, y }) => (
    <g key={value}>
      <line x1={LEFT} x2={plot.width - RIGHT} y1={y} y2={y} className="stroke-line" />
      <text x={LEFT - 8} y={y + 4} textAnchor="end" className="fill-quiet text-small tabular-nums">
        {sayTick(value)}
      </text>
    </g>
  ))
}

function Gaps({ plot }: PlotProps) {
  const hatching = useId()
  return (
    <>
      <defs>
        <pattern
          id={hatching}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line x1="0" y1="0" x2="0" y2="6" className="stroke-edge" strokeWidth="1" />
        </pattern>
      </defs>
      {plot.gaps.map(({ x, width }) => (
        <rect
          key={x}
          x={x}
          width={width}
          y={TOP}
          height={HEIGHT - TOP - BOTTOM}
          fill={`url(#${hatching})`}
          opacity="0.5"
        />
      ))}
    </>
  )
}

/** With so many points or fewer each of them is marked. */
const FEW = 40

function Line({ plot: { runs, places } }: PlotProps) {
  return (
    <>
      {runs.map((run) => (
        <path
          key={run[0]?.x}
          d={pathOf(run)}
          fill="none"
          strokeWidth="2.5"
          strokeLinecap="round"
          strokeLinejoin="round"
          className="stroke-accent"
        />
      ))}
      {places.length <= FEW &&
        places.map(
          (place) =>
            place && <circle key={place.x} cx={place.x} cy={place.y} r="3" className="fill-accent" />,
        )}
    </>
  )
}

function Names({ plot, points }: PlotProps & Pick<LineChartProps, 'points'>) {
  const last = points.length - 1
  return plot.labelled.map((index) => (
    <text
      key={index}
      x={plot.xOf(index)}
      y={HEIGHT - 6}
      textAnchor={index === 0 ? 'start' : index === last ? 'end' : 'middle'}
      className="fill-quiet text-small"
    >
      {points[index]?.short}
    </text>
  ))
}

function Cursor({ plot, chosen }: PlotProps & { readonly chosen: number }) {
  const x = plot.xOf(chosen)
  const place = plot.places[chosen]
  return (
    <>
      <line x1={x} x2={x} y1={TOP} y2={HEIGHT - BOTTOM} className="stroke-ink" strokeDasharray="3 3" />
      {place && (
        <circle cx={place.x} cy={place.y} r="5" className="fill-card stroke-accent" strokeWidth="2.5" />
      )}
    </>
  )
}
