/** A new API key: whose it is, and what it may. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/client.ts'
import { read } from '../../api/problem.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Trouble } from '../../components/notice.tsx'
import { usePageWords } from '../../words/in-both.ts'
import { keysQuery, type MadeKey, type Scope, SCOPES } from './queries.ts'
import { settingsWords } from './words.ts'

export function NewKey({ onMade }: { readonly onMade: (made: MadeKey) => void }) {
  const words = usePageWords(settingsWords)
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<readonly Scope[]>(['read'])
  const make = useMutation({
    mutationFn: () => read(api['api-keys'].$post({ json: { name, scopes: [...scopes] } })),
    onSuccess: async (made) => {
      setName('')
      onMade(made)
      await client.invalidateQueries(keysQuery)
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    make.mutate()
  }
  return (
    <form onSubmit={submit} className="grid gap-4 rounded-card border border-line bg-card p-4">
      <Field
        label={words.keyName}
        hint={words.keyNameHint}
        maxLength={100}
        required
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <fieldset className="grid gap-1">
        <legend className="font-medium">{words.keyScopes}</legend>
        {SCOPES.map((scope) => (
          <label key={scope} className="flex min-h-9 items-center gap-3 pointer-coarse:min-h-11">
            <input
              type="checkbox"
              className="size-5 shrink-0 accent-accent"
              checked={scopes.includes(scope)}
              onChange={() => setScopes(toggled(scopes, scope))}
            />
            {words.scopes[scope]}
          </label>
        ))}
      </fieldset>
      <div>
        <Button type="submit" disabled={scopes.length === 0} busy={make.isPending ? words.making : undefined}>
          {words.makeKey}
        </Button>
      </div>
      {make.isError && <Trouble error={make.error} />}
    </form>
  )
}

function toggled(scopes: readonly Scope[], scope: Scope): readonly Scope[] {
  return scopes.includes(scope) ? scopes.filter((one) => one !== scope) : [...scopes, scope]
}
