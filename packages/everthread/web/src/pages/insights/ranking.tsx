/** Posts by engagement per view. Of which nothing can be said, that is said, and they stand last. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { ReadState } from '../../components/read-state.tsx'
import { Section } from '../../components/section.tsx'
import { toMillis, useNow } from '../../time/server-clock.ts'
import { usePageWords } from '../../words/in-both.ts'
import { useSpeech } from '../../words/words.tsx'
import { type Period, type RankedPost, rankingQuery } from './queries.ts'
import { useSay } from './say.ts'
import { Table } from './table.tsx'
import { insightsWords } from './words.ts'

interface RankingProps {
  readonly accountId: string
  readonly period: Period
}

export function RankedPosts({ accountId, period }: RankingProps) {
  const words = usePageWords(insightsWords)
  const query = useQuery(rankingQuery(accountId, period))
  const head = [words.post, words.published, words.views, words.engagement]
  return (
    <Section title={words.posts} text={words.postsText}>
      <ReadState query={query}>
        {({ posts, published, compared }) =>
          posts.length === 0 ? (
            <p className="text-quiet">{words.noPosts}</p>
          ) : (
            <>
              <p className="text-small text-quiet">{words.compared(compared, published)}</p>
              <Table caption={words.posts} head={head}>
                {posts.map((one) => (
                  <Row key={one.post.media_id} accountId={accountId} ranked={one} />
                ))}
              </Table>
            </>
          )
        }
      </ReadState>
    </Section>
  )
}

function Row({ accountId, ranked }: { readonly accountId: string; readonly ranked: RankedPost }) {
  const { spoken } = useSpeech()
  const words = usePageWords(insightsWords)
  const say = useSay()
  const now = useNow()
  const { post, counts, engagement } = ranked
  const notes = [post.gone_at !== undefined && words.gone, post.is_reply && words.reply].filter(Boolean)
  return (
    <tr>
      <th scope="row" className="min-w-48">
        <Link
          href={`/insights/${accountId}/posts/${post.media_id}`}
          className="line-clamp-2 text-accent underline-offset-4 hover:underline"
        >
          {post.text ?? words.noText}
        </Link>
        {notes.length > 0 && <span className="text-small text-quiet">{notes.join(', ')}</span>}
      </th>
      <td className="whitespace-nowrap">
        <time dateTime={post.published_at}>{spoken.moment(toMillis(post.published_at), now)}</time>
      </td>
      <td>{say.reading(counts.views)}</td>
      <td className={engagement.kind === 'rate' ? '' : 'text-quiet'}>
        {say.engagement(engagement)}
        {engagement.kind === 'rate' && (
          <span className="block text-small whitespace-nowrap text-quiet">
            {words.between(say.share(engagement.interval.low), say.share(engagement.interval.high))}
          </span>
        )}
      </td>
    </tr>
  )
}
