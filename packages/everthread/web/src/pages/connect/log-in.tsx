/** The way into Meta's window, and what helps when it fails: then it sends nothing back, and only a person can tell. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { scopeWords } from '../../account/scope-words.ts'
import { api } from '../../api/client.ts'
import { read } from '../../api/problem.ts'
import { Button } from '../../components/button.tsx'
import { Labelled } from '../../components/labelled.tsx'
import { Notice, Trouble } from '../../components/notice.tsx'
import { usePageWords } from '../../words/in-both.ts'
import { readPasted, WINDOW_FAILURES } from './window-failure.ts'
import { connectWords } from './words.ts'

const ASKED_FOR = ['threads_basic', 'threads_content_publish', 'threads_manage_insights'] as const

export function LogIn() {
  const words = usePageWords(connectWords)
  const { scopes } = usePageWords(scopeWords)
  const begin = useMutation({
    mutationFn: () => read(api.logins.$post()),
    onSuccess: ({ url }) => location.assign(url),
  })
  return (
    <>
      <p>{words.loginText}</p>
      <ul className="list-disc pl-6">
        {ASKED_FOR.map((scope) => (
          <li key={scope}>{scopes[scope]}</li>
        ))}
      </ul>
      <div>
        <Button look="main" busy={begin.isPending ? words.opening : undefined} onClick={() => begin.mutate()}>
          {words.loginButton}
        </Button>
      </div>
      {begin.isError && <Trouble error={begin.error} />}
      <WindowFailed />
    </>
  )
}

function WindowFailed() {
  const words = usePageWords(connectWords)
  const [text, setText] = useState('')
  return (
    <details className="rounded-card border border-line p-4">
      <summary className="cursor-pointer font-medium">{words.failed}</summary>
      <div className="mt-3 grid gap-3">
        <p className="text-quiet">{words.failedText}</p>
        <Labelled label={words.pasted} hint={undefined}>
          {(control) => (
            <textarea
              rows={3}
              className="field"
              value={text}
              onChange={(event) => setText(event.target.value)}
              {...control}
            />
          )}
        </Labelled>
        <div role="status" className="empty:hidden">
          <Explained text={text} />
        </div>
        <p className="font-medium">{words.allFailures}</p>
        <dl className="grid gap-3">
          {WINDOW_FAILURES.map((failure) => (
            <div key={failure}>
              <dt>
                <code className="text-small">{words.failures[failure].title}</code>
              </dt>
              <dd className="text-quiet">{words.failures[failure].text}</dd>
            </div>
          ))}
        </dl>
      </div>
    </details>
  )
}

function Explained({ text }: { readonly text: string }) {
  const words = usePageWords(connectWords)
  const pasted = readPasted(text)
  switch (pasted.kind) {
    case 'nothing':
      return null
    case 'failure':
      return <Notice standing="late">{words.failures[pasted.failure].text}</Notice>
    case 'answer':
    case 'unknown':
      return <Notice standing="late">{words[pasted.kind]}</Notice>
    default:
      return pasted satisfies never
  }
}
