/** API keys: what each may do, when it was used; made here, shown once, revoked at once. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { done } from '../../api/problem.ts'
import { Button } from '../../components/button.tsx'
import { Confirm, useConfirm } from '../../components/confirm.tsx'
import { Copyable } from '../../components/copyable.tsx'
import { Notice, Trouble } from '../../components/notice.tsx'
import { ReadState } from '../../components/read-state.tsx'
import { Section } from '../../components/section.tsx'
import { toMillis, useNow } from '../../time/server-clock.ts'
import { usePageWords } from '../../words/in-both.ts'
import { useSpeech } from '../../words/words.tsx'
import { NewKey } from './new-key.tsx'
import { type ApiKey, keysQuery, type MadeKey } from './queries.ts'
import { settingsWords } from './words.ts'

export function ApiKeys() {
  const words = usePageWords(settingsWords)
  const query = useQuery(keysQuery)
  const [made, setMade] = useState<MadeKey>()
  return (
    <Section title={words.keys} text={words.keysText}>
      <div role="status" className="empty:hidden">
        {made && (
          <Notice standing="good">
            <p className="mb-3">{words.secret(made.key.name)}</p>
            <Copyable text={made.secret} label={made.key.name} />
          </Notice>
        )}
      </div>
      <ReadState query={query}>
        {({ keys }) =>
          keys.length === 0 ? (
            <p className="text-quiet">{words.noKeys}</p>
          ) : (
            <ul className="grid gap-3">
              {keys.map((key) => (
                <Row key={key.id} apiKey={key} />
              ))}
            </ul>
          )
        }
      </ReadState>
      <NewKey onMade={setMade} />
    </Section>
  )
}

function Row({ apiKey }: { readonly apiKey: ApiKey }) {
  const words = usePageWords(settingsWords)
  const { spoken } = useSpeech()
  const now = useNow()
  const { name, scopes, created_at: createdAt, used_at: usedAt, revoked_at: revokedAt } = apiKey
  const used = usedAt === undefined ? words.keyUnused : words.keyUsed(spoken.distance(toMillis(usedAt), now))
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t border-line pt-3">
      <div className="min-w-0 flex-1 basis-72">
        <p className="font-medium break-words">{name}</p>
        <p className="text-small text-quiet">
          <code>{scopes.join(' ')}</code> · {words.keyMade(spoken.moment(toMillis(createdAt), now))} ·{' '}
          {revokedAt === undefined ? used : words.keyRevoked}
        </p>
      </div>
      {revokedAt === undefined && <Revoke apiKey={apiKey} />}
    </li>
  )
}

function Revoke({ apiKey: { id, name } }: { readonly apiKey: ApiKey }) {
  const words = usePageWords(settingsWords)
  const client = useQueryClient()
  const { dialog, ask } = useConfirm()
  const revoke = useMutation({
    mutationFn: () => done(api['api-keys'][':id'].$delete({ param: { id } })),
    onSettled: () => client.invalidateQueries(keysQuery),
  })
  return (
    <>
      <Button aria-label={words.revokeOf(name)} onClick={ask}>
        {words.revoke}
      </Button>
      {revoke.isError && <Trouble error={revoke.error} />}
      <Confirm
        dialog={dialog}
        title={words.revokeTitle(name)}
        action={words.revoke}
        onConfirm={() => revoke.mutate()}
      >
        <p>{words.revokeText}</p>
      </Confirm>
    </>
  )
}
