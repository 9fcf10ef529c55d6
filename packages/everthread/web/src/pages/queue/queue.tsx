/** What goes out when, and what does not and why. */
import { useQuery } from '@tanstack/react-query'
import { queueQuery } from '../../api/queries.ts'
import { Page } from '../../components/page.tsx'
import { PostRow } from './post-row.tsx'
import { inSections } from './queue-sections.ts'
import { ReadState } from '../../components/read-state.tsx'
import { daysBetween } from '../../time/calendar.ts'
import { toMillis, useNow } from '../../time/server-clock.ts'
import { usePageWords } from '../../words/in-both.ts'
import { queueWords } from './words.ts'

export function Queue() {
  const words = usePageWords(queueWords)
  const query = useQuery(queueQuery)
  const now = useNow()
  const days = { now, toMillis, daysFromNow: (at: number) => daysBetween(now, at) }
  return (
    <Page title={words.title}>
      <ReadState query={query}>
        {({ posts }) =>
          posts.length === 0 ? (
            <p className="text-quiet">
              {words.empty} <code>everthread post --next-slot</code>
            </p>
          ) : (
            inSections(posts, days).map(([name, section]) => (
              <section key={name} aria-labelledby={`queue-${name}`} className="grid gap-3">
                <h2 id={`queue-${name}`} className="text-title font-semibold">
                  {words.sections[name]}
                </h2>
                <ol className="grid gap-3">
                  {section.map((post) => (
                    <PostRow key={post.id} post={post} />
                  ))}
                </ol>
              </section>
            ))
          )
        }
      </ReadState>
    </Page>
  )
}
