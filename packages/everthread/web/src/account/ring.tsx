/** Sixty strokes, one for each day of a token's life; see DESIGN.md. A picture of the sentence beside it. */
import { STROKES, type TokenLife } from './token-life.ts'

const DEGREES = 360 / STROKES

interface RingProps {
  readonly life: TokenLife
  readonly label: string
  /** The number in the middle, where there is one. */
  readonly figure: string
}

export function Ring({ life, label, figure }: RingProps) {
  return (
    <svg viewBox="-50 -50 100 100" role="img" aria-label={label} className="size-28 shrink-0">
      {Array.from({ length: STROKES }, (_, index) => (
        <Stroke key={index} index={index} life={life} />
      ))}
      <text
        textAnchor="middle"
        dominantBaseline="central"
        className="fill-ink text-[1.5rem] font-semibold tabular-nums"
      >
        {figure}
      </text>
    </svg>
  )
}

/** Counted from the end of life, backwards: so what has been lived fades from twelve o'clock on. */
function Stroke({ index, life }: { readonly index: number; readonly life: TokenLife }) {
  const fromEnd = STROKES - index
  const isRenewal = life.kind === 'left' && life.renewalStroke === fromEnd
  const isAhead = life.kind === 'endless' || (life.kind === 'left' && fromEnd <= life.strokesLeft)
  const look = isRenewal ? 'stroke-accent' : isAhead ? 'stroke-ink' : 'stroke-line'
  return (
    <line
      y1={isRenewal ? -49 : -46}
      y2={isRenewal ? -33 : -38}
      strokeWidth={isRenewal ? 3 : 2}
      strokeLinecap="round"
      transform={`rotate(${index * DEGREES})`}
      className={look}
    />
  )
}
