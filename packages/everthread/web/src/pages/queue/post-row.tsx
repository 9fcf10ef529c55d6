/** One post in the queue: its words, when it goes out or why it does not, and what can be done about it. */
import { Link } from 'wouter'
import type { Post } from '../../api/queries.ts'
import { toMillis, useNow } from '../../time/server-clock.ts'
import { usePageWords } from '../../words/in-both.ts'
import { useSpeech } from '../../words/words.tsx'
import { PostActions } from '../../posts/post-actions.tsx'
import { queueWords } from './words.ts'
import { Said } from '../../components/said.tsx'

export function PostRow({ post }: { readonly post: Post }) {
  const words = usePageWords(queueWords)
  const { spoken } = useSpeech()
  const now = useNow()
  const { standing, plan, parts } = post
  const [first] = parts
  return (
    <li className="grid gap-3 rounded-card border border-line bg-card p-4">
      <p className="line-clamp-4 break-words whitespace-pre-wrap">
        <Link href={`/posts/${post.id}`} className="hover:underline">
          {first?.content.text ?? words.noText}
        </Link>
      </p>
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
          {standing.remedy !== undefined && (
            <p className="text-quiet">
              <Said text={standing.remedy} />
            </p>
          )}
        </div>
      )}
      <PostActions post={post} />
    </li>
  )
}
