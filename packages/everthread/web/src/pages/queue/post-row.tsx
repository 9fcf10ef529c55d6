/** One post in the queue: its words, when it goes out or why it does not, and what can be done about it. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { read } from '../../api/problem.ts'
import type { Post } from '../../api/queries.ts'
import { toMillis, useNow } from '../../time/server-clock.ts'
import { usePageWords } from '../../words/in-both.ts'
import { useSpeech } from '../../words/words.tsx'
import { Button } from '../../components/button.tsx'
import { Trouble } from '../../components/notice.tsx'
import { queueWords } from './words.ts'

export function PostRow({ post }: { readonly post: Post }) {
  const words = usePageWords(queueWords)
  const { spoken } = useSpeech()
  const now = useNow()
  const { standing, plan, parts } = post
  const [first] = parts
  return (
    <li className="grid gap-3 rounded-card border border-line bg-card p-4">
      <p className="line-clamp-4 break-words whitespace-pre-wrap">{first?.content.text ?? words.noText}</p>
      <p className="text-small text-quiet">
        {plan && (
          <time dateTime={plan.at} className="tabular-nums">
            {spoken.moment(toMillis(plan.at), now)}
          </time>
        )}
        {plan && parts.length > 1 && ' · '}
        {parts.length > 1 && words.parts(parts.length)}
      </p>
      {standing && (
        <div>
          <p>{standing.message}</p>
          {standing.remedy !== undefined && <p className="text-quiet">{standing.remedy}</p>}
        </div>
      )}
      <PostActions post={post} />
    </li>
  )
}

function PostActions({ post }: { readonly post: Post }) {
  const words = usePageWords(queueWords)
  const { id, version, state } = post
  const param = { id }
  const cancel = useChange(() => read(api.posts[':id'].cancel.$post({ param, json: { version } })))
  const resume = useChange(() =>
    read(api.posts[':id'].resume.$post({ param, json: { version, how: 'now' } })),
  )
  const retry = useChange(() => read(api.posts[':id'].retry.$post({ param, json: { version } })))
  const failed = [cancel, resume, retry].find(({ isError }) => isError)
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {state === 'held' && (
          <Button
            look="main"
            busy={resume.isPending ? words.working : undefined}
            onClick={() => resume.mutate()}
          >
            {words.resume}
          </Button>
        )}
        {state === 'failed' && (
          <Button
            look="main"
            busy={retry.isPending ? words.working : undefined}
            onClick={() => retry.mutate()}
          >
            {words.retry}
          </Button>
        )}
        <CopyText post={post} />
        {state !== 'publishing' && (
          <Button busy={cancel.isPending ? words.working : undefined} onClick={() => cancel.mutate()}>
            {words.cancel}
          </Button>
        )}
      </div>
      {failed && <Trouble error={failed.error} />}
    </>
  )
}

/** As the original had it: the words onto the clipboard, to be published by hand. */
function CopyText({ post: { parts } }: { readonly post: Post }) {
  const words = usePageWords(queueWords)
  const [isCopied, setCopied] = useState(false)
  const text = parts.flatMap(({ content }) => content.text ?? []).join('\n\n')
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <>
      <Button onClick={() => void copy()}>{words.copy}</Button>
      <span role="status" className="self-center text-small text-quiet">
        {isCopied && words.copied}
      </span>
    </>
  )
}

function useChange<T>(change: () => Promise<T>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: ['posts'] }),
  })
}
