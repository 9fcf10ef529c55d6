/** Who follows, as Meta tells it. A bar is a picture of the number beside it. */
import { useQuery } from '@tanstack/react-query'
import { ReadState } from '../../components/read-state.tsx'
import { Section } from '../../components/section.tsx'
import { toMillis, useNow } from '../../time/server-clock.ts'
import { usePageWords } from '../../words/in-both.ts'
import { useSpeech } from '../../words/words.tsx'
import { groupName, inOrder } from './names.ts'
import { type Audience, audienceQuery } from './queries.ts'
import { useSay } from './say.ts'
import { insightsWords } from './words.ts'

const MOST = 8

export function Followers({ accountId }: { readonly accountId: string }) {
  const words = usePageWords(insightsWords)
  const query = useQuery(audienceQuery(accountId))
  return (
    <Section title={words.audience}>
      <ReadState query={query}>
        {({ audience }) => (
          <div className="grid gap-6 sm:grid-cols-2">
            {audience.map((one) => (
              <Dimension key={one.dimension} audience={one} />
            ))}
          </div>
        )}
      </ReadState>
    </Section>
  )
}

function Dimension({ audience: { dimension, at, groups } }: { readonly audience: Audience }) {
  const { language, spoken } = useSpeech()
  const words = usePageWords(insightsWords)
  const say = useSay()
  const now = useNow()
  return (
    <div className="grid content-start gap-2">
      <h3 className="font-semibold">{words.dimensions[dimension]}</h3>
      {groups.kind === 'missing' ? (
        <p className="text-quiet">{say.missing(groups)}</p>
      ) : (
        <>
          <ol className="grid gap-1">
            {inOrder(dimension, groups.groups.slice(0, MOST)).map(({ name, value }) => (
              <li key={name} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 tabular-nums">
                <span className="truncate">{groupName(dimension, name, language)}</span>
                <span>{say.count(value)}</span>
                <progress
                  aria-hidden="true"
                  value={value}
                  max={groups.groups[0]?.value ?? value}
                  className="bar col-span-2"
                />
              </li>
            ))}
          </ol>
          <p className="text-small text-quiet">{words.readAt(spoken.moment(toMillis(at), now))}</p>
        </>
      )}
    </div>
  )
}
