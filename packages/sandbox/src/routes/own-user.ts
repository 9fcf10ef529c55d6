/** The `{user}` of a call that writes. */
import type { UserToken } from '../entities/token.ts'
import { MetaRefusal } from '../errors/meta-refusal.ts'
import type { Call } from '../http/call.ts'

/** `me` or the token's own id: another, and one that was rounded, is 24/4279009 (threads-api.md §2.4). @throws MetaRefusal */
export function requireOwnUser({ id = '' }: Call, { userId }: UserToken): void {
  if (id !== 'me' && id !== userId) throw new MetaRefusal('media_not_found', { id })
}
