/** What an action answered, as a command tells it: the post, what is wrong, and the exit code. */
import type { Finding } from '../../publisher/preflight/finding.ts'
import type {
  KeptAsDraft,
  NoContent,
  NoPlan,
  Refusal,
  Written,
} from '../../publisher/queue-actions/action-outcome.ts'
import type { Created } from '../../publisher/queue-actions/create-post.ts'
import type { Deleted } from '../../publisher/queue-actions/delete-post.ts'
import type { Edited } from '../../publisher/queue-actions/edit-post.ts'
import type { MarkRefusal } from '../../publisher/queue-actions/mark-published.ts'
import type { Resumed } from '../../publisher/queue-actions/resume-posts.ts'
import type { Post, PostState } from '../../publisher/post.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'

/** Whatever an action on a post can answer. */
export type Outcome = Written | Created | Edited | Resumed | MarkRefusal | Deleted

/** Why it was not done. */
export type Trouble =
  | Refusal
  | NoPlan
  | NoContent
  | MarkRefusal
  | Extract<Edited, { kind: 'part_is_out' }>
  | Extract<Created, { kind: 'no_account' }>
  | Extract<Resumed, { kind: 'queue_paused' }>
  | Exclude<Deleted, { kind: 'deleted' } | Refusal>

export interface Told {
  readonly post?: Post
  readonly findings: readonly Finding[]
  /** Absent where it was done. */
  readonly trouble?: Trouble | { readonly kind: 'rules_broken' }
  readonly exitCode: ExitCode
}

export function told(outcome: Outcome): Told {
  if (outcome.kind === 'saved') return { post: outcome.post, findings: outcome.findings, exitCode: EXIT.done }
  if (outcome.kind === 'kept_as_draft') return keptAsDraft(outcome)
  if (outcome.kind === 'deleted') return { post: outcome.post, findings: [], exitCode: EXIT.done }
  const about = 'post' in outcome ? { post: outcome.post } : {}
  return { ...about, findings: [], trouble: outcome, exitCode: exitCodeOf(outcome) }
}

function keptAsDraft({ post, findings, noPlan }: KeptAsDraft): Told {
  const trouble = noPlan ?? { kind: 'rules_broken' as const }
  return { post, findings, trouble, exitCode: exitCodeOf(trouble) }
}

function exitCodeOf(trouble: NonNullable<Told['trouble']>): ExitCode {
  switch (trouble.kind) {
    case 'in_past':
    case 'not_a_time':
    case 'no_parts':
    case 'bad_link':
    case 'no_such_part':
    case 'not_found':
    case 'no_such_media':
    case 'no_account':
      return EXIT.usage
    case 'conflict':
    case 'publishing':
      return EXIT.transient
    case 'in_doubt':
    case 'queue_paused':
    case 'not_ours':
      return EXIT.needsPerson
    case 'wrong_state':
    case 'no_slot':
    case 'part_is_out':
    case 'not_handed_off':
    case 'rules_broken':
      return EXIT.failed
    case 'not_deleted':
      return deletionExitCode(trouble.why.kind)
    default:
      return trouble satisfies never
  }
}

function deletionExitCode(why: Extract<Trouble, { kind: 'not_deleted' }>['why']['kind']): ExitCode {
  switch (why) {
    case 'rate_limited':
    case 'no_answer':
      return EXIT.transient
    case 'scope_missing':
    case 'token_dead':
      return EXIT.needsPerson
    case 'refused':
      return EXIT.failed
    default:
      return why satisfies never
  }
}

/** Of a post that was to go out now. What still waits is tried again by whoever publishes. */
export function exitCodeOfState(state: PostState): ExitCode {
  switch (state) {
    case 'published':
    case 'draft':
    case 'cancelled':
      return EXIT.done
    case 'held':
    case 'needs_review':
    case 'handed_off':
      return EXIT.needsPerson
    case 'failed':
      return EXIT.failed
    case 'scheduled':
    case 'preparing':
    case 'ready':
    case 'publishing':
      return EXIT.transient
    default:
      return state satisfies never
  }
}
