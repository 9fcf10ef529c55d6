/** For whoever is not logged in; where there is no owner yet, how to become it. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../api/client.ts'
import { read } from '../api/problem.ts'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { Trouble } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { useSpeech } from '../words/words.tsx'

export function LogIn() {
  const { words } = useSpeech()
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
    <Page title={words.login.title}>
      <form onSubmit={submit} className="grid max-w-sm gap-4">
        <Field
          label={words.login.name}
          autoComplete="username"
          required
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Field
          label={words.login.password}
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" look="main" busy={logIn.isPending ? words.login.sending : undefined}>
          {words.login.send}
        </Button>
        {logIn.isError && <Trouble error={logIn.error} />}
        <p className="text-small text-quiet">{words.login.forgotten}</p>
      </form>
    </Page>
  )
}

export function NoOwner() {
  const { words } = useSpeech()
  return (
    <Page title={words.login.noOwnerTitle}>
      <p>{words.login.noOwner}</p>
      <p className="text-quiet">
        {words.login.noOwnerAgain} <code>everthread owner reset</code>
      </p>
    </Page>
  )
}
