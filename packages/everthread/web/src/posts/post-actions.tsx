/** What can be done with a post where it stands, wherever it is shown. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { api } from '../api/client.ts'
import { read } from '../api/problem.ts'
import type { Post } from '../api/queries.ts'
import { Button } from '../components/button.tsx'
import { Trouble } from '../components/notice.tsx'
import { usePageWords } from '../words/in-both.ts'
import { postActionWords } from './post-action-words.ts'

/** As the service allows it: `allowed-states.ts`. */
const CANCELLED: ReadonlySet<Post['state']> = new Set([
  'draft',
  'scheduled',
  'preparing',
  'ready',
  'held',
  'failed',
  'handed_off',
])

const HELD_BACK: ReadonlySet<Post['state']> = new Set(['scheduled', 'preparing', 'ready'])
const EDITED: ReadonlySet<Post['state']> = new Set([...HELD_BACK, 'draft', 'held', 'failed', 'cancelled'])

export function PostActions({ post }: { readonly post: Post }) {
  const words = usePageWords(postActionWords)
  const { id, version, state } = post
  const param = { id }
  const cancel = useChange(() => read(api.posts[':id'].cancel.$post({ param, json: { version } })))
  const resume = useChange(() =>
    read(api.posts[':id'].resume.$post({ param, json: { version, how: 'now' } })),
  )
  const retry = useChange(() => read(api.posts[':id'].retry.$post({ param, json: { version } })))
  const hold = useChange(() => read(api.posts[':id'].hold.$post({ param, json: { version } })))
  const failed = [cancel, resume, retry, hold].find(({ isError }) => isError)
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
        {EDITED.has(state) && (
          <Link href={`/posts/${id}/edit`} className="control border border-edge bg-card hover:bg-sunken">
            {words.edit}
          </Link>
        )}
        {HELD_BACK.has(state) && (
          <Button busy={hold.isPending ? words.working : undefined} onClick={() => hold.mutate()}>
            {words.hold}
          </Button>
        )}
        <CopyText parts={post.parts} />
        {CANCELLED.has(state) && (
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
export function CopyText({ parts }: Pick<Post, 'parts'>) {
  const words = usePageWords(postActionWords)
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

export function useChange<T>(change: () => Promise<T>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: ['posts'] }),
  })
}
