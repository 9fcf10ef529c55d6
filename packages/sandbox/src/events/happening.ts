/** What happens to posts, told once by whoever does it, for the webhooks and the pages. */
import type { Post } from '../entities/post.ts'

export type Happening =
  | { readonly kind: 'published'; readonly post: Post }
  | { readonly kind: 'deleted'; readonly post: Post; readonly at: number }

export interface Happenings {
  tell(happening: Happening): void
  /** Returns how to stop listening. */
  listen(listener: (happening: Happening) => void): () => void
}

export function createHappenings(): Happenings {
  const listeners = new Set<(happening: Happening) => void>()
  return {
    tell: (happening) => {
      for (const listener of listeners) listener(happening)
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
