/** What was written and is not saved yet, in this browser: a service that is away, or a page that is closed, loses nothing. */
import type { Draft } from './editor.ts'

/** One for each post, and one for the one that has no id yet. */
export function keepLocally(id: string | undefined, draft: Draft): void {
  localStorage.setItem(nameOf(id), JSON.stringify(draft))
}

export function forgetLocally(id: string | undefined): void {
  localStorage.removeItem(nameOf(id))
}

export function keptLocally(id: string | undefined): Draft | undefined {
  const kept = localStorage.getItem(nameOf(id))
  try {
    const draft: unknown = JSON.parse(kept ?? 'null')
    return isDraft(draft) ? draft : undefined
  } catch {
    return undefined
  }
}

/** Written by this page, perhaps by an older one. */
function isDraft(value: unknown): value is Draft {
  return (
    typeof value === 'object' &&
    value !== null &&
    'parts' in value &&
    'extras' in value &&
    Array.isArray(value.parts)
  )
}

function nameOf(id: string | undefined): string {
  return `everthread-compose-${id ?? 'new'}`
}
