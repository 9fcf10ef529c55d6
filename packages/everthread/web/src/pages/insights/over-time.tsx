/** One number, day by day: as a line with its gaps, and as a table. */
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { ReadState } from '../../components/read-state.tsx'
import { Section } from '../../components/section.tsx'
import { Select } from '../../components/select.tsx'
import { createDayNames } from '../../time/day-name.ts'
import { usePageWords } from '../../words/in-both.ts'
import { useSpeech } from '../../words/words.tsx'
import { useSpan } from './figures.tsx'
import { type ChartPoint, LineChart } from './line-chart.tsx'
import { type Period, type Series, type SeriesMetric, seriesQuery } from './queries.ts'
import { savePicture } from './save-picture.ts'
import { useSay } from './say.ts'
import { Table } from './table.tsx'
import { insightsWords } from './words.ts'

const METRICS = ['views', 'followers_count', 'likes', 'replies', 'reposts', 'quotes', 'clicks'] as const

export function OverTime({ accountId, period }: { readonly accountId: string; readonly period: Period }) {
  const words = usePageWords(insightsWords)
  const [metric, setMetric] = useState<SeriesMetric>('views')
  const query = useQuery(seriesQuery(accountId, period, metric))
  return (
    <Section title={words.overTime}>
      <div className="max-w-xs">
        <Select
          label={words.metric}
          value={metric}
          onChange={({ target }) => setMetric(METRICS.find((one) => one === target.value) ?? 'views')}
        >
          {METRICS.map((one) => (
            <option key={one} value={one}>
              {words.metrics[one]}
            </option>
          ))}
        </Select>
      </div>
      <ReadState query={query}>{(series) => <Days metric={metric} series={series} />}</ReadState>
    </Section>
  )
}

function Days({ metric, series }: { readonly metric: SeriesMetric; readonly series: Series }) {
  const { language } = useSpeech()
  const words = usePageWords(insightsWords)
  const say = useSay()
  const span = useSpan()
  const svg = useRef<SVGSVGElement>(null)
  const dayName = createDayNames(language)
  const points = series.points.map(
    ({ day, reading }): ChartPoint => ({
      key: day,
      name: dayName(day, 'long'),
      short: dayName(day, 'short'),
      value: reading.kind === 'count' ? reading.value : undefined,
      said: say.reading(reading),
    }),
  )
  const [first, last] = [series.points[0]?.day ?? '', series.points.at(-1)?.day ?? '']
  const label = words.chart(words.metrics[metric], span({ from: first, to: last }))
  const save = (): void => {
    if (svg.current) void savePicture(svg.current, `${metric}-${first}-${last}.png`)
  }
  return (
    <>
      <LineChart label={`${label}. ${words.chartHint}`} points={points} sayTick={say.count} svg={svg} />
      {series.gaps.length > 0 && (
        <ul className="text-small text-quiet">
          {series.gaps.map((gap) => (
            <li key={gap.from}>
              {gap.from === gap.to ? dayName(gap.from, 'long') : span(gap)}:{' '}
              {say.missing({ kind: 'missing', ...gap })}
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <details className="min-w-0 flex-1 basis-80">
          <summary className="control -ml-4 cursor-pointer text-accent">{words.asTable}</summary>
          <Table caption={label} head={[words.day, words.metrics[metric]]}>
            {points.map((point) => (
              <tr key={point.key}>
                <th scope="row">{point.name}</th>
                <td>{point.said}</td>
              </tr>
            ))}
          </Table>
        </details>
        <Button look="quiet" onClick={save}>
          {words.savePicture}
        </Button>
      </div>
    </>
  )
}
