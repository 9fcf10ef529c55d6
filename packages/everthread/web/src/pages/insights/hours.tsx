/** When posts went out and what they usually got: hours down, weekdays across, with how many posts each cell stands on. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ReadState } from '../../components/read-state.tsx'
import { Section } from '../../components/section.tsx'
import { Select } from '../../components/select.tsx'
import { weekdayName } from '../../time/weekday-name.ts'
import { usePageWords } from '../../words/in-both.ts'
import { useSpeech } from '../../words/words.tsx'
import { type Hours, hoursQuery, type Period } from './queries.ts'
import { useSay } from './say.ts'
import { Table } from './table.tsx'
import { insightsWords } from './words.ts'

const MEASURES = ['views', 'engagement'] as const
type Measure = (typeof MEASURES)[number]
const WEEK = [1, 2, 3, 4, 5, 6, 7]

export function BestHours({ accountId, period }: { readonly accountId: string; readonly period: Period }) {
  const words = usePageWords(insightsWords)
  const [measure, setMeasure] = useState<Measure>('views')
  const query = useQuery(hoursQuery(accountId, period, measure))
  return (
    <Section title={words.hours} {...(query.data && { text: words.hoursText(query.data.zone) })}>
      <div className="max-w-xs">
        <Select
          label={words.measure}
          value={measure}
          onChange={({ target }) => setMeasure(MEASURES.find((one) => one === target.value) ?? 'views')}
        >
          {MEASURES.map((one) => (
            <option key={one} value={one}>
              {words.measures[one]}
            </option>
          ))}
        </Select>
      </div>
      <ReadState query={query}>
        {(hours) =>
          hours.cells.length === 0 ? (
            <p className="text-quiet">
              {hours.published === 0 ? words.noPosts : words.compared(hours.compared, hours.published)}
            </p>
          ) : (
            <Grid hours={hours} measure={measure} />
          )
        }
      </ReadState>
    </Section>
  )
}

function Grid({ hours, measure }: { readonly hours: Hours; readonly measure: Measure }) {
  const { language } = useSpeech()
  const words = usePageWords(insightsWords)
  const say = useSay()
  const value = measure === 'views' ? say.count : say.share
  const cells = new Map(hours.cells.map((cell) => [`${cell.weekday} ${cell.hour}`, cell.usual]))
  const days = WEEK.map((weekday) => weekdayName(weekday, language))
  return (
    <Table caption={words.hours} head={[words.hour, ...days]}>
      {hours.by_hour.map(({ hour }) => (
        <tr key={hour}>
          <th scope="row">{`${String(hour).padStart(2, '0')}:00`}</th>
          {WEEK.map((weekday) => {
            const usual = cells.get(`${weekday} ${hour}`)
            return (
              <td key={weekday} className={usual?.kind === 'median' ? '' : 'text-quiet'}>
                {usual && (
                  <>
                    {usual.kind === 'median' ? value(usual.median) : '…'}
                    <span className="block text-small whitespace-nowrap text-quiet">
                      {words.count(usual.posts)}
                    </span>
                  </>
                )}
              </td>
            )
          })}
        </tr>
      ))}
    </Table>
  )
}
