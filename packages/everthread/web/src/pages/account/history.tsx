/** The tokens that an account had, by their fingerprints, and the way back to one of them. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { read } from '../../api/problem.ts'
import { type Account, accountsQuery } from '../../api/queries.ts'
import { Button } from '../../components/button.tsx'
import { Confirm, useConfirm } from '../../components/confirm.tsx'
import { Notice, Trouble } from '../../components/notice.tsx'
import { ReadState } from '../../components/read-state.tsx'
import { Section } from '../../components/section.tsx'
import { toMillis, useNow } from '../../time/server-clock.ts'
import { usePageWords } from '../../words/in-both.ts'
import { useSpeech } from '../../words/words.tsx'
import { type Generation, historyQuery } from './queries.ts'
import { accountWords } from './words.ts'

/** `back`: the one that was current until then. */
interface Rollback {
  readonly to: number
  readonly back: number
}

export function History({ id, account }: { readonly id: string; readonly account: Account }) {
  const words = usePageWords(accountWords)
  const query = useQuery(historyQuery(id))
  const rollBack = useRollback(id)
  const current = query.data?.generations.find(({ state }) => state === 'current')
  return (
    <Section title={words.history} text={words.historyText}>
      <RollbackOutcome rollBack={rollBack} />
      <ReadState query={query}>
        {({ generations }) => (
          <ol className="grid gap-4">
            {generations.map((one) => (
              <Row
                key={one.number}
                generation={one}
                sinks={account.sinks}
                onRollBack={
                  current && one.token.fingerprint !== current.token.fingerprint
                    ? () => rollBack.mutate({ to: one.number, back: current.number })
                    : undefined
                }
              />
            ))}
          </ol>
        )}
      </ReadState>
    </Section>
  )
}

function useRollback(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ to }: Rollback) =>
      read(api.accounts[':id'].rollback.$post({ param: { id }, json: { to } })),
    onSettled: () => client.invalidateQueries(accountsQuery),
  })
}

function RollbackOutcome({ rollBack }: { readonly rollBack: ReturnType<typeof useRollback> }) {
  const words = usePageWords(accountWords)
  const { variables: done } = rollBack
  return (
    <>
      {rollBack.isError && <Trouble error={rollBack.error} />}
      <div role="status" className="empty:hidden">
        {rollBack.isPending && <p className="text-quiet">{words.rollingBack}</p>}
        {rollBack.isSuccess && done && (
          <Notice standing="good">
            <p>{words.rolledBack(done.to)}</p>
            <div className="mt-3">
              <Button onClick={() => rollBack.mutate({ to: done.back, back: done.to })}>{words.undo}</Button>
            </div>
          </Notice>
        )}
      </div>
    </>
  )
}

interface RowProps {
  readonly generation: Generation
  readonly sinks: Account['sinks']
  readonly onRollBack: (() => void) | undefined
}

function Row({ generation, sinks, onRollBack }: RowProps) {
  const words = usePageWords(accountWords)
  const { spoken } = useSpeech()
  const now = useNow()
  const { dialog, ask } = useConfirm()
  const { number, state, source, obtained_at: obtainedAt, token } = generation
  const moment = (iso: string): string => spoken.moment(toMillis(iso), now)
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t border-line pt-4">
      <div className="min-w-0 flex-1 basis-72">
        <p className="font-medium">
          {words.generation(number)}
          {state === 'current' && <span className="font-normal text-good"> · {words.current}</span>}
        </p>
        <p className="text-small text-quiet">
          <code>{token.fingerprint}</code> · {words.obtained(words.sources[source], moment(obtainedAt))}
          {token.expires_at !== undefined && ` · ${words.lastsUntil(moment(token.expires_at))}`}
        </p>
      </div>
      {onRollBack && (
        <>
          <Button aria-label={`${words.rollBack}: ${words.generation(number)}`} onClick={ask}>
            {words.rollBack}
          </Button>
          <Confirm
            dialog={dialog}
            title={words.rollBackTitle(number)}
            action={words.rollBack}
            onConfirm={onRollBack}
          >
            <RollbackText sinks={sinks} />
          </Confirm>
        </>
      )}
    </li>
  )
}

function RollbackText({ sinks }: { readonly sinks: Account['sinks'] }) {
  const words = usePageWords(accountWords)
  return (
    <>
      <p>{sinks.length === 0 ? words.rollBackNowhere : words.rollBackText}</p>
      {sinks.length > 0 && (
        <ul className="list-disc pl-6 break-all">
          {sinks.map(({ path, key }) => (
            <li key={`${path} ${key}`}>
              <code>{path}</code>
            </li>
          ))}
        </ul>
      )}
      <p className="text-quiet">{words.rollBackUndo}</p>
    </>
  )
}
