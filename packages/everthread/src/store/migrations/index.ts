/** Every migration, oldest first. Append; never change one that has been released. */
import { up as oneToken } from './0001-one-token.ts'
import { up as posts } from './0002-posts.ts'
import { up as drafts } from './0003-drafts.ts'
import { up as insights } from './0004-insights.ts'
import { up as quotas } from './0005-quotas.ts'

export const migrations = [
  { id: 1, name: 'one-token', up: oneToken },
  { id: 2, name: 'posts', up: posts },
  { id: 3, name: 'drafts', up: drafts },
  { id: 4, name: 'insights', up: insights },
  { id: 5, name: 'quotas', up: quotas },
] as const
