/** Takes over a token that somebody pastes. It leaves the field as soon as it was taken. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../api/client.ts'
import { read } from '../api/problem.ts'
import { accountsQuery } from '../api/queries.ts'
import { usePageWords } from '../words/in-both.ts'
import { Button } from './button.tsx'
import { Field } from './field.tsx'
import { Notice, Trouble } from './notice.tsx'
import { pasteWords } from './paste-words.ts'

interface PasteTokenProps {
  /** Instead of a word that it was taken. */
  readonly onTaken?: (accountId: string) => void
}

export function PasteToken({ onTaken }: PasteTokenProps) {
  const words = usePageWords(pasteWords)
  const client = useQueryClient()
  const [token, setToken] = useState('')
  const take = useMutation({
    mutationFn: () => read(api.tokens.$post({ json: { token: token.trim() } })),
    onSuccess: async ({ account }) => {
      setToken('')
      await client.invalidateQueries(accountsQuery)
      onTaken?.(account.account_id)
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    take.mutate()
  }
  return (
    <form onSubmit={submit} className="grid gap-3">
      <Field
        label={words.label}
        hint={words.hint}
        type="password"
        autoComplete="off"
        required
        value={token}
        onChange={(event) => setToken(event.target.value)}
      />
      <div>
        <Button type="submit" busy={take.isPending ? words.sending : undefined}>
          {words.send}
        </Button>
      </div>
      {take.isError && <Trouble error={take.error} />}
      {take.data && (
        <Notice standing="good">
          {words.done(`@${take.data.account.username ?? take.data.account.account_id}`)}
        </Notice>
      )}
    </form>
  )
}
