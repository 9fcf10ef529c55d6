/**
 * The closed list of what a post's standing, a receipt or a streak can name as its cause. Word for word in logs, JSON,
 * receipts and on the screen; the sentences are in `words/`, and a reason without words does not compile.
 */
export const POST_REASONS = [
  // held
  'token-dead', // only a person can bring the token back
  'paused', // its owner paused the queue
  'held-by-you', // its owner held this one post
  'restricted', // Meta restricts the account: 2207051, 4279013, 368
  'missed', // its time passed by more than the queue's limit while nobody was there to publish
  'scope-missing', // the token may not publish
  'taken-back', // handed off, and taken back by its owner
  // waits
  'container-in-progress', // Meta works on the container
  'media-not-found', // 24/4279009: not yet there for Meta itself
  'quota', // 250 posts or 1,000 replies in 24 hours
  'rate-limited', // codes 4, 17, 613
  'network', // no answer
  'not-json', // an answer that is not the API's
  'server-error', // Meta's own trouble
  'parent-not-ready', // the part before it is not addressable yet
  'parent-unseen', // the part before it is out by hand, and not found among the account's own posts
  'not-seen', // a person publishes it, or says so, and it is not found among the account's own posts
  'earlier-post', // a post of the same account goes first
  'no-public-address', // media of ours that Meta cannot fetch
  'container-unreadable', // a publication's answer is lost, and Meta does not show what became of its container
  'token-doubted', // Meta refused the token once, and the keeper looks at it
  // needs_review
  'outcome-unknown', // the publication was sent, and nobody can tell what came of it
  // failed
  'preflight', // a rule refuses it; the receipt names which
  'media-refused', // the container ended in ERROR: INVALID_*, FAILED_* after retries
  'container-expired', // not published within 24 hours, again and again
  'refused', // Meta said no, for a reason that lasts
  'landed-as-top-level', // a reply that Meta published as a post of its own
  'parent-not-readable', // the part before it is out by hand, and the token may not read where it would be
  'parent-gone', // what it replies to or quotes is not there any more
] as const

export type PostReason = (typeof POST_REASONS)[number]

export function isPostReason(value: unknown): value is PostReason {
  return POST_REASONS.some((reason) => reason === value)
}
