/** Behind the one-time link: whoever opens it becomes the owner, and goes on to what there is to see, or to connect. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { api } from '../../api/client.ts'
import { read } from '../../api/problem.ts'
import { accountsQuery } from '../../api/queries.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Notice, Trouble } from '../../components/notice.tsx'
import { Page } from '../../components/page.tsx'
import { ownZone } from '../../time/zones.ts'
import { usePageWords } from '../../words/in-both.ts'
import { ownerLink } from './owner-link.ts'
import { setupWords } from './words.ts'

const SHORTEST_PASSWORD = 12

export function Setup() {
  const words = usePageWords(setupWords)
  const [link] = useState(ownerLink)
  return (
    <Page title={words.title} width="narrow">
      {link === '' ? (
        <Notice standing="late">{words.noLink}</Notice>
      ) : (
        <>
          <p>{words.text}</p>
          <OwnerForm link={link} />
        </>
      )}
    </Page>
  )
}

function OwnerForm({ link }: { readonly link: string }) {
  const words = usePageWords(setupWords)
  const make = useMakeOwner(link)
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    make.mutate({ name, password })
  }
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field
        label={words.name}
        autoComplete="username"
        maxLength={100}
        required
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Field
        label={words.password}
        hint={words.passwordHint}
        type="password"
        autoComplete="new-password"
        minLength={SHORTEST_PASSWORD}
        maxLength={256}
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button type="submit" look="main" busy={make.isPending ? words.sending : undefined}>
        {words.send}
      </Button>
      {make.isError && <Trouble error={make.error} />}
    </form>
  )
}

function useMakeOwner(link: string) {
  const client = useQueryClient()
  const [, navigate] = useLocation()
  return useMutation({
    mutationFn: (owner: { readonly name: string; readonly password: string }) =>
      read(api.owner.$post({ json: { link, ...owner } })),
    onSuccess: async () => {
      // Accounts that come now publish by the clock of whoever connects them; it can be changed, so a failure costs nothing.
      await api.settings.$patch({ json: { default_zone: ownZone() } }).catch(() => undefined)
      const { accounts } = await client.fetchQuery(accountsQuery)
      navigate(accounts.length === 0 ? '/connect' : '/', { replace: true })
      await client.resetQueries()
    },
  })
}
