/** How old the numbers are, what stands in the way of newer ones, what has to be known of them, and where they are had as files. */
import { useQuery } from '@tanstack/react-query'
import { Notice } from '../../components/notice.tsx'
import { ReadState } from '../../components/read-state.tsx'
import { Section } from '../../components/section.tsx'
import { createDayNames } from '../../time/day-name.ts'
import { toMillis, useNow } from '../../time/server-clock.ts'
import { usePageWords } from '../../words/in-both.ts'
import { useSpeech } from '../../words/words.tsx'
import { type Freshness, freshnessQuery, type Period, tableAddress } from './queries.ts'
import { insightsWords } from './words.ts'
import { Said } from '../../components/said.tsx'

/** What stands in the way is said above the numbers. */
export function WhatIsInTheWay({ accountId }: { readonly accountId: string }) {
  const { data } = useQuery(freshnessQuery(accountId))
  if (data?.message === undefined) return undefined
  return (
    <Notice standing={data.standing.kind === 'waiting' ? 'late' : 'bad'}>
      <p>{data.message}</p>
      {data.remedy !== undefined && (
        <p className="text-quiet">
          <Said text={data.remedy} />
        </p>
      )}
    </Notice>
  )
}

export function HowFresh({
  accountId,
  period,
}: {
  readonly accountId: string
  readonly period: Required<Period>
}) {
  const words = usePageWords(insightsWords)
  const query = useQuery(freshnessQuery(accountId))
  return (
    <Section title={words.freshness}>
      <ReadState query={query}>
        {(freshness) => (
          <>
            <Reach freshness={freshness} />
            <details>
              <summary className="control -ml-4 cursor-pointer text-accent">{words.limits}</summary>
              <ul className="grid max-w-prose list-disc gap-2 pl-5">
                {freshness.limits.map(({ id, message }) => (
                  <li key={id}>{message}</li>
                ))}
              </ul>
            </details>
          </>
        )}
      </ReadState>
      <p>
        {words.files}:{' '}
        {(['days', 'posts'] as const).map((table) => (
          <span key={table} className="mr-4 inline-flex gap-2">
            {words.file[table]}
            {(['csv', 'json'] as const).map((form) => (
              <a
                key={form}
                href={tableAddress({ id: accountId, period, table, form })}
                download={`${table}.${form}`}
                className="text-accent underline"
              >
                {form.toUpperCase()}
              </a>
            ))}
          </span>
        ))}
      </p>
    </Section>
  )
}

function Reach({
  freshness: { progress, past_days_left: pastDays, next_at: nextAt },
}: {
  readonly freshness: Freshness
}) {
  const { language, spoken } = useSpeech()
  const words = usePageWords(insightsWords)
  const now = useNow()
  const said = [
    progress.newest !== undefined && words.newest(createDayNames(language)(progress.newest, 'long')),
    pastDays > 0 && words.pastLeft(pastDays),
    nextAt !== undefined && words.next(spoken.distance(toMillis(nextAt), now)),
  ].filter(Boolean)
  return <p className="text-quiet">{said.join(' ')}</p>
}
