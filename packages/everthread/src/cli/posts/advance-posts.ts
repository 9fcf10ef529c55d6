/**
 * Publishing without a service: the posts of one account are advanced by this command, claimed, until one is settled.
 *
 * @TODO Joined with the publisher's lane (`withAccount` and `advance`), this does it. Until then nobody publishes here,
 *   and the command says what it says without a service.
 */
import type { Installation } from '../../service/installation.ts'
import type { CommandContext } from '../command-context.ts'

export interface AdvanceOrder {
  readonly installation: Installation
  readonly accountId: string
  readonly postId: string
}

export type AdvancedPosts =
  /** The post is settled, or waits for longer than a command should. */
  | 'advanced'
  /** Somebody else held the account for a minute. */
  | 'busy'
  | 'not_available'

export type AdvancePosts = (context: CommandContext, order: AdvanceOrder) => Promise<AdvancedPosts>

export const advancePosts: AdvancePosts = async () => 'not_available'
