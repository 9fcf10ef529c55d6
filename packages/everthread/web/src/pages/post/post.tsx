/** One post: where it stands, what can be done, its parts, and all that happened to it. */
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'wouter'
import { api } from '../../api/client.ts'
import { read } from '../../api/problem.ts'
import type { Post } from '../../api/queries.ts'
import { Button } from '../../components/button.tsx'
import { Notice, Trouble } from '../../components/notice.tsx'
import { Page } from '../../components/page.tsx'
import { ReadState } from '../../components/read-state.tsx'
import { Section } from '../../components/section.tsx'
import { CopyText, PostActions, useChange } from '../../posts/post-actions.tsx'
import { toMillis, useNow } from '../../time/server-clock.ts'
import { usePageWords } from '../../words/in-both.ts'
import { useSpeech } from '../../words/words.tsx'
import { postQuery } from './queries.ts'
import { Timeline } from './timeline.tsx'
import { postWords } from './words.ts'
import { Said } from '../../components/said.tsx'

export function PostPage() {
  const words = usePageWords(postWords)
  const { id = '' } = useParams()
  const query = useQuery(postQuery(id))
  return (
    <Page title={words.title}>
      <ReadState query={query}>
        {({ post, receipts }) => (
          <>
            <Standing post={post} />
            <Section title={words.parts}>
              <Parts post={post} />
            </Section>
            <Section title={words.timeline}>
              <Timeline post={post} receipts={receipts} />
            </Section>
          </>
        )}
      </ReadState>
    </Page>
  )
}

function Standing({ post }: { readonly post: Post }) {
  const { spoken } = useSpeech()
  const now = useNow()
  const { message, standing, plan } = post
  return (
    <div className="grid gap-4">
      <div role="status">
        <p>{message}</p>
        {plan && (
          <p className="text-small text-quiet tabular-nums">
            <time dateTime={plan.at}>{spoken.moment(toMillis(plan.at), now)}</time> · {plan.zone}
          </p>
        )}
      </div>
      {standing && (
        <Notice standing="late">
          <p>{standing.message}</p>
          {standing.remedy !== undefined && (
            <p className="text-quiet">
              <Said text={standing.remedy} />
            </p>
          )}
        </Notice>
      )}
      {post.state === 'needs_review' && <Review post={post} />}
      <PostActions post={post} />
    </div>
  )
}

function Review({ post: { id, version } }: { readonly post: Post }) {
  const words = usePageWords(postWords)
  const review = (kind: 'is_out' | 'is_not_out') => () =>
    read(api.posts[':id'].review.$post({ param: { id }, json: { version, seen: { kind } } }))
  const out = useChange(review('is_out'))
  const notOut = useChange(review('is_not_out'))
  const failed = [out, notOut].find(({ isError }) => isError)
  return (
    <div className="grid gap-3">
      <p className="font-medium">{words.review}</p>
      <div className="flex flex-wrap gap-3">
        <Button busy={out.isPending ? words.working : undefined} onClick={() => out.mutate()}>
          {words.isOut}
        </Button>
        <Button busy={notOut.isPending ? words.working : undefined} onClick={() => notOut.mutate()}>
          {words.isNotOut}
        </Button>
      </div>
      {failed && <Trouble error={failed.error} />}
    </div>
  )
}

function Parts({ post: { parts } }: { readonly post: Post }) {
  const words = usePageWords(postWords)
  return (
    <ol className="grid gap-3">
      {parts.map((part) => (
        <li key={part.position} className="grid gap-3 rounded-card border border-line bg-card p-4">
          {parts.length > 1 && <h3 className="font-semibold">{words.part(part.position, parts.length)}</h3>}
          <p className="break-words whitespace-pre-wrap">{part.content.text ?? words.noText}</p>
          <p className="text-small text-quiet">{part.message}</p>
          <div className="flex flex-wrap items-center gap-3">
            {parts.length > 1 && <CopyText parts={[part]} />}
            {part.permalink !== undefined && (
              <a href={part.permalink} target="_blank" rel="noreferrer" className="text-accent underline">
                {words.onThreads}
              </a>
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}
