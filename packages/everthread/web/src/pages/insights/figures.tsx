/** What came in the period, each number beside that of the period before, where both are whole. */
import { useQuery } from '@tanstack/react-query'
import { ReadState } from '../../components/read-state.tsx'
import { Section } from '../../components/section.tsx'
import { createDayNames } from '../../time/day-name.ts'
import { usePageWords } from '../../words/in-both.ts'
import { useSpeech } from '../../words/words.tsx'
import { type Overview, overviewQuery, type Period } from './queries.ts'
import { useSay } from './say.ts'
import { insightsWords } from './words.ts'

interface OfPeriod {
  readonly accountId: string
  readonly period: Period
}

const ORDER = ['views', 'likes', 'replies', 'reposts', 'quotes', 'clicks'] as const

export function Figures({ accountId, period }: OfPeriod) {
  const words = usePageWords(insightsWords)
  const query = useQuery(overviewQuery(accountId, period))
  const span = useSpan()
  return (
    <Section
      title={words.overview}
      {...(query.data && { text: words.overviewText(span(query.data.before)) })}
    >
      <ReadState query={query}>
        {({ figures, followers }) => (
          <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
            <Tile
              name={words.metrics.followers_count}
              now={followers.now}
              comparison={followers.comparison}
            />
            {ORDER.map((metric) => (
              <Tile key={metric} name={words.metrics[metric]} {...figures[metric]} />
            ))}
          </dl>
        )}
      </ReadState>
    </Section>
  )
}

/** «1 ноября — 28 ноября 2026 г.» */
export function useSpan(): (span: { readonly from: string; readonly to: string }) => string {
  const { language } = useSpeech()
  const words = usePageWords(insightsWords)
  const name = createDayNames(language)
  return ({ from, to }) => words.span(name(from, 'long'), name(to, 'long'))
}

interface TileProps {
  readonly name: string
  readonly now: Overview['figures']['views']['now'] | Overview['followers']['now']
  readonly comparison: Overview['followers']['comparison']
}

function Tile({ name, now, comparison }: TileProps) {
  const words = usePageWords(insightsWords)
  const say = useSay()
  return (
    <div className="rounded-card border border-line bg-card p-4">
      <dt className="text-small text-quiet">{name}</dt>
      <dd>
        {now.kind === 'missing' ? (
          <p className="text-quiet">{say.missing(now)}</p>
        ) : (
          <p className="text-title font-semibold tabular-nums">{say.count(now.value)}</p>
        )}
        {now.kind === 'partial' && (
          <p className="text-small text-late">{words.partial(say.count(now.days), say.count(now.of))}</p>
        )}
        <p className="text-small text-quiet tabular-nums">
          {comparison.kind === 'change'
            ? words.change(say.change(comparison.by), say.count(comparison.before))
            : words.noComparison}
        </p>
      </dd>
    </div>
  )
}
