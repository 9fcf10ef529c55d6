/** What happened, from two sides: the events that a person should know of, and the posts that went out. Pure. */
import type { ActivityEntry, Post } from '../../api/queries.ts'

export interface Happening {
  readonly id: string
  /** ISO 8601. */
  readonly at: string
  readonly severity: ActivityEntry['event']['severity']
  readonly what:
    | { readonly kind: 'event'; readonly message: string }
    | { readonly kind: 'published'; readonly accountId: string; readonly text: string | undefined }
}

/** The newest first. */
export function happeningsOf(
  events: readonly ActivityEntry[],
  posts: readonly Post[],
  most: number,
): Happening[] {
  return [...events.map(ofEvent), ...posts.flatMap(ofPost)]
    .toSorted((one, other) => other.at.localeCompare(one.at) || other.id.localeCompare(one.id))
    .slice(0, most)
}

function ofEvent({ number, event }: ActivityEntry): Happening {
  const { at, severity, message } = event
  return { id: `event-${number}`, at, severity, what: { kind: 'event', message } }
}

function ofPost({ id, account_id: accountId, parts }: Post): Happening[] {
  return parts.flatMap(({ position, published_at: at, content }) =>
    at === undefined
      ? []
      : [
          {
            id: `post-${id}-${position}`,
            at,
            severity: 'info',
            what: { kind: 'published', accountId, text: content.text },
          },
        ],
  )
}
