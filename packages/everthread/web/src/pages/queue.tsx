/** What goes out when, and what does not and why. */
import { useQuery } from '@tanstack/react-query'
import { queueQuery } from '../api/queries.ts'
import { Page } from '../components/page.tsx'
import { PostRow } from '../components/post-row.tsx'
import { inSections } from '../components/queue-sections.ts'
import { ReadState } from '../components/read-state.tsx'
import { daysBetween } from '../time/calendar.ts'
import { toMillis, useNow } from '../time/server-clock.ts'
import { useSpeech } from '../words/words.tsx'

export function Queue() {
  const { words } = useSpeech()
  const query = useQuery(queueQuery)
  const now = useNow()
  const days = { now, toMillis, daysFromNow: (at: number) => daysBetween(now, at) }
  return (
    <Page title={words.queue.title}>
      <ReadState query={query}>
        {({ posts }) =>
          posts.length === 0 ? (
            <p className="text-quiet">
              {words.queue.empty} <code>everthread post --next-slot</code>
            </p>
          ) : (
            inSections(posts, days).map(([name, section]) => (
              <section key={name} aria-labelledby={`queue-${name}`} className="grid gap-3">
                <h2 id={`queue-${name}`} className="text-title font-semibold">
                  {words.queue.sections[name]}
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
