/** One post: its views at each age, beside what the account's other posts usually had at the same. */
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'wouter'
import { Page } from '../../components/page.tsx'
import { ReadState } from '../../components/read-state.tsx'
import { Section } from '../../components/section.tsx'
import { usePageWords } from '../../words/in-both.ts'
import { useSpeech } from '../../words/words.tsx'
import { createAges } from './ages.ts'
import { type ChartPoint, LineChart } from './line-chart.tsx'
import { type Growth, growthQuery } from './queries.ts'
import { useSay } from './say.ts'
import { Table } from './table.tsx'
import { insightsWords } from './words.ts'

export function PostGrowth() {
  const words = usePageWords(insightsWords)
  const { account = '', media = '' } = useParams()
  const query = useQuery(growthQuery(account, media))
  return (
    <Page title={words.growth} width="wide">
      <p>
        <Link href={`/insights?account=${encodeURIComponent(account)}`} className="text-accent underline">
          {words.back}
        </Link>
      </p>
      <ReadState query={query}>{(growth) => <Curve growth={growth} />}</ReadState>
    </Page>
  )
}

function Curve({ growth: { post, curve } }: { readonly growth: Growth }) {
  const { language } = useSpeech()
  const words = usePageWords(insightsWords)
  const say = useSay()
  const age = createAges(language)
  const points = curve.rungs.map(
    ({ age_ms: ageMs, reading }): ChartPoint => ({
      key: String(ageMs),
      name: age(ageMs),
      short: age(ageMs),
      value: reading.kind === 'count' ? reading.value : undefined,
      said: say.reading(reading),
    }),
  )
  return (
    <>
      <blockquote className="max-w-prose border-l-2 border-line pl-4 break-words whitespace-pre-wrap">
        {post.post.text ?? words.noText}
      </blockquote>
      {post.post.permalink !== undefined && (
        <p>
          <a href={post.post.permalink} rel="noreferrer" target="_blank" className="text-accent underline">
            {words.onThreads}
          </a>
        </p>
      )}
      <Section title={words.views} text={words.growthText}>
        <LineChart label={words.growth} points={points} sayTick={say.count} />
        <Table caption={words.growth} head={[words.age, words.views, words.usual]}>
          {curve.rungs.map(({ age_ms: ageMs, reading, usual }) => (
            <tr key={ageMs}>
              <th scope="row">{age(ageMs)}</th>
              <td>{say.reading(reading)}</td>
              <td>
                {say.usual(usual, say.count)}
                <span className="block text-small text-quiet">{words.count(usual.posts)}</span>
              </td>
            </tr>
          ))}
        </Table>
      </Section>
    </>
  )
}
