/** Kinds and topics, each with what its posts usually got. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ReadState } from '../../components/read-state.tsx'
import { Section } from '../../components/section.tsx'
import { Select } from '../../components/select.tsx'
import { usePageWords } from '../../words/in-both.ts'
import { useSpeech } from '../../words/words.tsx'
import { kindName } from './names.ts'
import { groupsQuery, type Period } from './queries.ts'
import { useSay } from './say.ts'
import { Table } from './table.tsx'
import { insightsWords } from './words.ts'

const ASPECTS = ['kind', 'topic'] as const
type Aspect = (typeof ASPECTS)[number]

export function KindsAndTopics({
  accountId,
  period,
}: {
  readonly accountId: string
  readonly period: Period
}) {
  const words = usePageWords(insightsWords)
  const { language } = useSpeech()
  const say = useSay()
  const [by, setBy] = useState<Aspect>('kind')
  const query = useQuery(groupsQuery(accountId, period, by))
  const name = words.groupsBy[by]
  return (
    <Section title={words.groups}>
      <div className="max-w-xs">
        <Select
          label={words.groupBy}
          value={by}
          onChange={({ target }) => setBy(ASPECTS.find((one) => one === target.value) ?? 'kind')}
        >
          {ASPECTS.map((one) => (
            <option key={one} value={one}>
              {words.groupsBy[one]}
            </option>
          ))}
        </Select>
      </div>
      <ReadState query={query}>
        {({ groups }) =>
          groups.length === 0 ? (
            <p className="text-quiet">{words.noPosts}</p>
          ) : (
            <Table caption={name} head={[name, words.viewsAfterADay, words.engagement]}>
              {groups.map((group) => (
                <tr key={group.name ?? ''}>
                  <th scope="row">
                    {group.name === undefined ? words.none : kindName(group.name, language)}
                    <span className="block text-small text-quiet">{words.count(group.posts)}</span>
                  </th>
                  <td>{say.usual(group.views, say.count)}</td>
                  <td>{say.usual(group.engagement, say.share)}</td>
                </tr>
              ))}
            </Table>
          )
        }
      </ReadState>
    </Section>
  )
}
