/** Deletes one post on Threads, and sorts what Meta says. */
import { classify, deleteMedia, type Secret, ThreadsApiError, type Transport } from '@everthread/client'
import type { DeletedAtMeta } from './queue-actions/delete-post.ts'

export async function deleteAtMeta(
  transport: Transport,
  { token, mediaId }: { readonly token: Secret; readonly mediaId: string },
): Promise<DeletedAtMeta> {
  try {
    await deleteMedia(transport, { token, mediaId })
    return { kind: 'gone' }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return sorted(error)
  }
}

/** What is no failure of the client's is a defect, and thrown. */
function sorted(error: Error): DeletedAtMeta {
  const meaning = classify(error)
  switch (meaning.kind) {
    case 'transient':
    case 'unknown':
      return { kind: 'no_answer' }
    case 'rate_limited':
      return { kind: 'rate_limited' }
    case 'token':
      return { kind: 'token_dead' }
    case 'permission':
      return { kind: 'scope_missing' }
    case 'rejected':
      // Somebody was faster: gone is gone.
      return meaning.reason === 'not-found' ? { kind: 'gone' } : refused(error)
    case 'not_yet':
      return meaning.reason === 'media-not-found' ? { kind: 'gone' } : refused(error)
    case 'blocked':
      return refused(error)
    case 'caller':
      if (meaning.reason === 'aborted') return { kind: 'no_answer' }
      throw error
    default:
      return meaning satisfies never
  }
}

function refused(error: Error): DeletedAtMeta {
  return { kind: 'refused', ...(error instanceof ThreadsApiError && { code: error.code }) }
}
