/** Every migration, oldest first. Append; never change one that has been released. */
import { up as oneToken } from './0001-one-token.ts'
import { up as posts } from './0002-posts.ts'

export const migrations = [
  { id: 1, name: 'one-token', up: oneToken },
  { id: 2, name: 'posts', up: posts },
] as const
