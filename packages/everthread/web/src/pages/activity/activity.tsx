/** What happened, the newest first. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { type ActivityEntry, eventsQuery } from '../../api/queries.ts'
import { Page } from '../../components/page.tsx'
import { ReadState } from '../../components/read-state.tsx'
import { toMillis, useNow } from '../../time/server-clock.ts'
import { usePageWords } from '../../words/in-both.ts'
import { useSpeech } from '../../words/words.tsx'
import { activityWords } from './words.ts'
import { Said } from '../../components/said.tsx'

const MARKS = { info: 'text-quiet', warning: 'text-late', critical: 'text-bad' }
const SHAPES = { info: '●', warning: '◷', critical: '▲' }

export function Activity() {
  const words = usePageWords(activityWords)
  const query = useQuery(eventsQuery)
  return (
    <Page title={words.title}>
      <ReadState query={query}>
        {({ events }) =>
          events.length === 0 ? (
            <p className="text-quiet">{words.empty}</p>
          ) : (
            <ol className="grid gap-5">
              {events.map((entry) => (
                <Entry key={entry.number} entry={entry} />
              ))}
            </ol>
          )
        }
      </ReadState>
    </Page>
  )
}

function Entry({ entry: { event } }: { readonly entry: ActivityEntry }) {
  const { spoken } = useSpeech()
  const now = useNow()
  return (
    <li className="grid grid-cols-[1.5rem_1fr] gap-x-2">
      <span aria-hidden="true" className={MARKS[event.severity]}>
        {SHAPES[event.severity]}
      </span>
      <div>
        <p>
          {event.post === undefined ? (
            event.message
          ) : (
            <Link href={`/posts/${event.post.id}`} className="underline">
              {event.message}
            </Link>
          )}
        </p>
        {event.remedy !== undefined && (
          <p className="text-quiet">
            <Said text={event.remedy} />
          </p>
        )}
        <p className="text-small text-quiet">
          {event.account.username !== undefined && `@${event.account.username} · `}
          <time dateTime={event.at}>{spoken.moment(toMillis(event.at), now)}</time>
        </p>
      </div>
    </li>
  )
}
