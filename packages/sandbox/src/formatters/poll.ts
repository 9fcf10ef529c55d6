/** A poll with its votes (threads-api.md §5.4). Without braces only the options come: percentages and totals are asked for. */
import type { Post } from '../entities/post.ts'
import { chance, reachOf, shareGrown } from '../insights/growth.ts'
import { DAY } from '../time/duration.ts'
import type { NodeShape } from './fields.ts'
import { toMetaTime } from './meta-time.ts'

export interface PollNode {
  readonly post: Post
  readonly options: readonly string[]
  readonly followers: number
  readonly now: number
}

/** In the app; the API's documentation does not say. */
const POLL_LIFETIME_MS = DAY

export const POLL: NodeShape<PollNode> = {
  type: 'ThreadsPollAttachment',
  defaults: ['option_a', 'option_b', 'option_c', 'option_d'],
  readers: {
    option_a: ({ options }) => options[0],
    option_b: ({ options }) => options[1],
    option_c: ({ options }) => options[2],
    option_d: ({ options }) => options[3],
    option_a_votes_percentage: (node) => shareOf(node, 0),
    option_b_votes_percentage: (node) => shareOf(node, 1),
    option_c_votes_percentage: (node) => shareOf(node, 2),
    option_d_votes_percentage: (node) => shareOf(node, 3),
    total_votes: (node) => sum(votesOf(node)),
    expiration_timestamp: ({ post }) => toMetaTime(post.publishedAt + POLL_LIFETIME_MS),
  },
}

/** A fraction of 1; none without a vote. */
function shareOf(node: PollNode, option: number): number | undefined {
  const votes = votesOf(node)
  const mine = votes[option]
  if (mine === undefined) return undefined
  const total = sum(votes)
  return total === 0 ? 0 : Math.round((mine / total) * 100) / 100
}

/** Of those who see the post some vote, until the poll ends; each option has its own pull. */
function votesOf({ post, options, followers, now }: PollNode): readonly number[] {
  const age = Math.min(now - post.publishedAt, POLL_LIFETIME_MS)
  const voters = reachOf({ id: post.id, followers }) * shareGrown(age) * 0.3
  return options.map((_, index) => Math.floor((voters * chance(post.id, `option ${index}`)) / options.length))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
