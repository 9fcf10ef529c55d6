/** A ring that fills, with the number beside it; a screen reader hears it when it becomes worth hearing. */
import { usePageWords } from '../../words/in-both.ts'
import { fillOf } from './fill.ts'
import { composeWords } from './words.ts'

const RADIUS = 9
const ROUND = 2 * Math.PI * RADIUS
const LOOKS = { fine: 'stroke-accent', near: 'stroke-late', over: 'stroke-bad' }
const TEXTS = { fine: 'text-quiet', near: 'text-late', over: 'text-bad' }

export function Counter({ text }: { readonly text: string }) {
  const words = usePageWords(composeWords)
  const { binds, used, most, standing } = fillOf(text)
  const share = Math.min(1, used / most)
  const said = words.left[binds](used, most)
  return (
    <span className={`flex items-center gap-2 text-small tabular-nums ${TEXTS[standing]}`}>
      <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" className="-rotate-90">
        <circle cx="12" cy="12" r={RADIUS} fill="none" strokeWidth="3" className="stroke-line" />
        <circle
          cx="12"
          cy="12"
          r={RADIUS}
          fill="none"
          strokeWidth="3"
          strokeDasharray={`${share * ROUND} ${ROUND}`}
          className={LOOKS[standing]}
        />
      </svg>
      <span>{said}</span>
      <span role="status">
        {standing === 'over' && <strong className="font-semibold">{words.over}</strong>}
      </span>
    </span>
  )
}
