/** `GET /{user}/threads_publishing_limit`: what is used of the daily quotas (threads-api.md §8.2). */
import type { Scope } from '../entities/scopes.ts'
import { type FieldReaders, type NodeShape, parseFields, selectFields } from '../formatters/fields.ts'
import { type Answer, json } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { QUOTA_WINDOW_SECONDS, type QuotaKind, QUOTAS, type QuotaUse, quotaUsed } from '../quotas/quota.ts'
import { requireSelf } from './self.ts'

interface LimitNode {
  readonly use: QuotaUse | undefined
  readonly now: number
}

/** How the fields of a quota begin, and the scope that they take besides. */
interface LimitFields {
  readonly prefix: string
  readonly kind: QuotaKind
  readonly scope?: Scope
}

const FIELDS: readonly LimitFields[] = [
  { prefix: '', kind: 'posts' },
  { prefix: 'reply_', kind: 'replies', scope: 'threads_manage_replies' },
  { prefix: 'delete_', kind: 'deletes', scope: 'threads_delete' },
  { prefix: 'location_search_', kind: 'location_searches', scope: 'threads_location_tagging' },
  // Asked by one client that runs against the real API, and not documented.
  { prefix: 'search_', kind: 'keyword_searches', scope: 'threads_keyword_search' },
]

const LIMIT: NodeShape<LimitNode> = {
  type: 'ThreadsPublishingLimit',
  defaults: ['quota_usage'],
  readers: Object.assign({}, ...FIELDS.map(readersOf)),
}

function readersOf({ prefix, kind }: LimitFields): FieldReaders<LimitNode> {
  return {
    [`${prefix}quota_usage`]: ({ use, now }) => quotaUsed(use, kind, now),
    [`${prefix}config`]: () => ({ quota_total: QUOTAS[kind], quota_duration: QUOTA_WINDOW_SECONDS }),
  }
}

/** @throws MetaRefusal */
export function readPublishingLimit(call: Call): Answer {
  const { world, params } = call
  const fields = params.get('fields')
  const { id } = requireSelf(call, 'threads_content_publish', ...scopesFor(fields))
  const node = { use: world.state.quotas.get(id), now: world.clock.now() }
  return json({ data: [selectFields(LIMIT, node, fields)] })
}

/** What is asked for decides what it takes. */
function scopesFor(fields: string | null): readonly Scope[] {
  const names = parseFields(fields ?? '').map(({ name }) => name)
  return FIELDS.flatMap(({ prefix, scope }) =>
    scope && [`${prefix}quota_usage`, `${prefix}config`].some((name) => names.includes(name)) ? [scope] : [],
  )
}
