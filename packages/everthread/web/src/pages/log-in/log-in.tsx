/** For whoever is not logged in; where there is no owner yet, how to become it. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/client.ts'
import { read } from '../../api/problem.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Trouble } from '../../components/notice.tsx'
import { Page } from '../../components/page.tsx'
import { Said } from '../../components/said.tsx'
import { usePageWords } from '../../words/in-both.ts'
import { logInWords } from './words.ts'

export function LogIn() {
  const words = usePageWords(logInWords)
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const logIn = useMutation({
    mutationFn: () => read(api.session.$post({ json: { name, password } })),
    onSuccess: () => client.resetQueries(),
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    logIn.mutate()
  }
  return (
    <Page title={words.title} width="narrow">
      <form onSubmit={submit} className="grid gap-4">
        <Field
          label={words.name}
          autoComplete="username"
          required
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Field
          label={words.password}
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" look="main" busy={logIn.isPending ? words.sending : undefined}>
          {words.send}
        </Button>
        {logIn.isError && <Trouble error={logIn.error} />}
        <p className="text-small text-quiet">
          <Said text={words.forgotten} />
        </p>
      </form>
    </Page>
  )
}

export function NoOwner() {
  const words = usePageWords(logInWords)
  return (
    <Page title={words.noOwnerTitle}>
      <p>{words.noOwner}</p>
      <p className="text-quiet">
        {words.noOwnerAgain} <code>everthread owner reset</code>
      </p>
    </Page>
  )
}
