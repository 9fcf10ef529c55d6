/** One post in the queue: its words, when it goes out or why it does not, and what can be done about it. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { read } from '../api/problem.ts'
import type { Post } from '../api/queries.ts'
import { toMillis, useNow } from '../time/server-clock.ts'
import { useSpeech } from '../words/words.tsx'
import { Button } from './button.tsx'
import { Trouble } from './notice.tsx'

export function PostRow({ post }: { readonly post: Post }) {
  const { words, spoken } = useSpeech()
  const now = useNow()
  const { standing, plan, parts } = post
  const [first] = parts
  return (
    <li className="grid gap-3 rounded-card border border-line bg-card p-4">
      <p className="line-clamp-4 break-words whitespace-pre-wrap">
        {first?.content.text ?? words.queue.noText}
      </p>
      <p className="text-small text-quiet">
        {plan && (
          <time dateTime={plan.at} className="tabular-nums">
            {spoken.moment(toMillis(plan.at), now)}
          </time>
        )}
        {plan && parts.length > 1 && ' · '}
        {parts.length > 1 && words.queue.parts(parts.length)}
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
  const { words } = useSpeech()
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
            busy={resume.isPending ? words.queue.working : undefined}
            onClick={() => resume.mutate()}
          >
            {words.queue.resume}
          </Button>
        )}
        {state === 'failed' && (
          <Button
            look="main"
            busy={retry.isPending ? words.queue.working : undefined}
            onClick={() => retry.mutate()}
          >
            {words.queue.retry}
          </Button>
        )}
        <CopyText post={post} />
        {state !== 'publishing' && (
          <Button busy={cancel.isPending ? words.queue.working : undefined} onClick={() => cancel.mutate()}>
            {words.queue.cancel}
          </Button>
        )}
      </div>
      {failed && <Trouble error={failed.error} />}
    </>
  )
}

/** As the original had it: the words onto the clipboard, to be published by hand. */
function CopyText({ post: { parts } }: { readonly post: Post }) {
  const { words } = useSpeech()
  const [isCopied, setCopied] = useState(false)
  const text = parts.flatMap(({ content }) => content.text ?? []).join('\n\n')
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <>
      <Button onClick={() => void copy()}>{words.queue.copy}</Button>
      <span role="status" className="self-center text-small text-quiet">
        {isCopied && words.queue.copied}
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
