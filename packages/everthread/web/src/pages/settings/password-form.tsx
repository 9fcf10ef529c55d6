/** A new password for the owner; every other session ends with the old one. */
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/client.ts'
import { done } from '../../api/problem.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Trouble } from '../../components/notice.tsx'
import { Section } from '../../components/section.tsx'
import { usePageWords } from '../../words/in-both.ts'
import { useSpeech } from '../../words/words.tsx'
import { settingsWords } from './words.ts'

const SHORTEST = 12

export function PasswordForm() {
  const words = usePageWords(settingsWords)
  const { words: common } = useSpeech()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const change = useMutation({
    mutationFn: () => done(api.owner.password.$put({ json: { current, password } })),
    onSuccess: () => {
      setCurrent('')
      setPassword('')
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    change.mutate()
  }
  return (
    <Section title={words.password}>
      <form onSubmit={submit} className="grid max-w-md gap-4">
        <Field
          label={words.passwordNow}
          type="password"
          autoComplete="current-password"
          required
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
        />
        <Field
          label={words.passwordNew}
          hint={words.passwordHint}
          type="password"
          autoComplete="new-password"
          minLength={SHORTEST}
          maxLength={256}
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" busy={change.isPending ? common.state.loading : undefined}>
            {words.passwordSave}
          </Button>
          <span role="status" className="text-quiet">
            {change.isSuccess && words.passwordChanged}
          </span>
        </div>
        {change.isError && <Trouble error={change.error} />}
      </form>
    </Section>
  )
}
