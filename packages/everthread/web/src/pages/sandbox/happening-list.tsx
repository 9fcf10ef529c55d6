/** What Everthread does, beside what is done to it. */
import { useQuery } from '@tanstack/react-query'
import { accountsQuery, eventsQuery } from '../../api/queries.ts'
import { toMillis, useNow } from '../../time/server-clock.ts'
import { usePageWords } from '../../words/in-both.ts'
import { useSpeech } from '../../words/words.tsx'
import { type Happening, happeningsOf } from './happenings.ts'
import { paceOf, type Sandbox, usePublished } from './queries.ts'
import { sandboxWords } from './words.ts'

const MOST = 14
const MARKS = { info: 'text-good', warning: 'text-late', critical: 'text-bad' }
const SHAPES = { info: '●', warning: '◷', critical: '▲' }

export function HappeningList({ sandbox }: { readonly sandbox: Sandbox }) {
  const { happenings: words } = usePageWords(sandboxWords)
  const events = useQuery({ ...eventsQuery, refetchInterval: paceOf(sandbox) })
  const published = usePublished(sandbox)
  const happened = happeningsOf(events.data?.events ?? [], published.data?.posts ?? [], MOST)
  return (
    <section
      aria-labelledby="happenings"
      className="grid content-start gap-4 lg:col-start-2 lg:row-span-3 lg:row-start-1"
    >
      <h2 id="happenings" className="text-title font-semibold">
        {words.title}
      </h2>
      {happened.length === 0 && <p className="text-quiet">{words.empty}</p>}
      <ol role="log" aria-labelledby="happenings" className="grid gap-4">
        {happened.map((one) => (
          <Row key={one.id} happening={one} />
        ))}
      </ol>
    </section>
  )
}

function Row({ happening: { at, severity, what } }: { readonly happening: Happening }) {
  const { spoken } = useSpeech()
  const now = useNow()
  return (
    <li className="grid grid-cols-[1.5rem_1fr] gap-x-1">
      <span aria-hidden="true" className={MARKS[severity]}>
        {SHAPES[severity]}
      </span>
      <div className="min-w-0">
        <p className="line-clamp-3 break-words">
          {what.kind === 'event' ? what.message : <Published {...what} />}
        </p>
        <time dateTime={at} className="text-small text-quiet tabular-nums">
          {spoken.moment(toMillis(at), now)}
        </time>
      </div>
    </li>
  )
}

function Published({ accountId, text }: { readonly accountId: string; readonly text: string | undefined }) {
  const { happenings: words } = usePageWords(sandboxWords)
  const { data } = useQuery(accountsQuery)
  const account = data?.accounts.find((one) => one.account.account_id === accountId)?.account
  return words.published(`@${account?.username ?? accountId}`, text ?? words.withoutText)
}
