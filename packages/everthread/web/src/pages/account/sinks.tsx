/** Where the token is written, and the proof that it got there: it was read back. */
import type { Account } from '../../api/queries.ts'
import { Copyable } from '../../components/copyable.tsx'
import { Section } from '../../components/section.tsx'
import { toMillis, useNow } from '../../time/server-clock.ts'
import { usePageWords } from '../../words/in-both.ts'
import { useSpeech } from '../../words/words.tsx'
import { accountWords } from './words.ts'

type Sink = Account['sinks'][number]

export function Sinks({ account: { sinks, token } }: { readonly account: Account }) {
  const words = usePageWords(accountWords)
  return (
    <Section title={words.sinks}>
      {sinks.length === 0 ? (
        <div className="grid gap-2">
          <p className="text-quiet">{words.noSinks}</p>
          <Copyable text="everthread adopt --env .env" label="adopt" />
        </div>
      ) : (
        <ul className="grid gap-4">
          {sinks.map((sink) => (
            <Place key={`${sink.path} ${sink.key}`} sink={sink} fingerprint={token.fingerprint} />
          ))}
        </ul>
      )}
    </Section>
  )
}

function Place({ sink, fingerprint }: { readonly sink: Sink; readonly fingerprint: string }) {
  const words = usePageWords(accountWords)
  const { spoken } = useSpeech()
  const now = useNow()
  const { path, key, delivered, delivered_at: at, message } = sink
  return (
    <li className="grid grid-cols-[auto_1fr] gap-x-3">
      <span aria-hidden="true" className={delivered ? 'text-good' : 'text-late'}>
        {delivered ? '✓' : '◷'}
      </span>
      <div className="min-w-0">
        <p className="break-all">
          <code>{path}</code> · <code>{key}</code>
        </p>
        <p>{delivered ? words.isCurrent(fingerprint) : words.isNotCurrent}</p>
        {message !== undefined && <p>{message}</p>}
        {at !== undefined && (
          <p className="text-small text-quiet">{words.writtenAt(spoken.moment(toMillis(at), now))}</p>
        )}
      </div>
    </li>
  )
}
