/** What only the running service knows of itself: its loops, its clock, its store, who else works on it. */
import type { ReactNode } from 'react'
import { Section } from '../../components/section.tsx'
import { usePageWords } from '../../words/in-both.ts'
import { useSpeech } from '../../words/words.tsx'
import type { Health } from '../../health/queries.ts'
import { healthWords } from './words.ts'

/** Below it, what is measured is the way of the answer. */
const CLOCK_NOISE_MS = 5_000
const SECOND_MS = 1_000

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const
type Unit = (typeof UNITS)[number][0] | 'second' | 'millisecond'

export function ThisProcess({ health }: { readonly health: Health }) {
  const words = usePageWords(healthWords)
  const { language } = useSpeech()
  const inUnit = (unit: Unit, count: number): string =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit,
      unitDisplay: 'short',
      maximumFractionDigits: 1,
    }).format(count)
  const inSeconds = (ms: number): string => inUnit('second', ms / SECOND_MS)
  return (
    <Section title={words.here}>
      <dl className="grid gap-x-6 gap-y-3 tabular-nums sm:grid-cols-[auto_1fr]">
        <Fact name={words.tick}>
          {health.last_tick_ms === undefined ? words.noTick : words.tickAgo(inSeconds(health.last_tick_ms))}
        </Fact>
        <Fact name={words.lag}>{words.lagOf(inUnit('millisecond', health.loop_lag_ms))}</Fact>
        <Fact name={words.clock}>{clockText(health.clock_ahead_ms)}</Fact>
        <Fact name={words.store}>{words.stores[health.store]}</Fact>
        <Fact name={words.nodes}>
          {health.nodes.length === 0
            ? words.noNodes
            : health.nodes.map(({ node, pid }) => (
                <span key={node} className="block break-all">
                  {words.node(node, pid)}
                </span>
              ))}
        </Fact>
        <Fact name={words.version}>{health.version}</Fact>
      </dl>
    </Section>
  )

  function clockText(aheadMs: number): string {
    if (Math.abs(aheadMs) < CLOCK_NOISE_MS) return words.clockRight
    const span = inUnit(...inWords(Math.abs(aheadMs)))
    return aheadMs > 0 ? words.clockAhead(span) : words.clockBehind(span)
  }
}

/** In the largest unit of which there are two. */
function inWords(ms: number): [Unit, number] {
  const [unit, size] = UNITS.find(([, one]) => ms >= 2 * one) ?? (['second', SECOND_MS] as const)
  return [unit, Math.trunc(ms / size)]
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-quiet">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  )
}
