/** What helps whoever looks for a defect: ids, states and Meta's codes, and nothing that its owner wrote. Pure. */
import type { Post } from '../../api/queries.ts'
import type { Receipt } from './queries.ts'

type Reported = Pick<Post, 'id' | 'state'> & {
  readonly parts: readonly Pick<Post['parts'][number], 'state'>[]
}

export function bugReport(
  { id, state, parts }: Reported,
  receipts: readonly Omit<Receipt, 'message'>[],
): string {
  const lines = receipts.map(({ at, kind, position, detail }) =>
    [at, kind, ...(position === undefined ? [] : [`part ${position}`]), ...coded(detail)].join('  '),
  )
  const states = parts.map((part) => part.state).join(', ')
  return [`post ${id}: ${state}`, `parts: ${states}`, ...lines].join('\n')
}

/** An address of a post on Threads says who wrote it. */
const TELLING = new Set(['permalink'])

function coded(detail: Receipt['detail']): readonly string[] {
  return Object.entries(detail ?? {}).flatMap(([name, value]) =>
    TELLING.has(name) ? [] : `${name}=${value}`,
  )
}
