/** Why an action on a post did nothing, as a problem. Pure. */
import type { PostRefusal } from '../publisher/post-actions.ts'
import type { Language } from '../words/language.ts'
import { problemSentences } from '../words/problem-words.ts'
import { Problem, type ProblemCode } from './problem.ts'

const CODES: Readonly<Record<PostRefusal['kind'], ProblemCode>> = {
  not_found: 'post-unknown',
  no_account: 'account-unknown',
  no_parts: 'no-parts',
  no_slot: 'no-slot',
  in_past: 'time-past',
  not_a_time: 'not-a-time',
  queue_paused: 'queue-paused',
  bad_link: 'bad-link',
  no_such_part: 'part-unknown',
  no_such_media: 'media-missing',
  part_is_out: 'part-is-out',
  not_ours: 'not-ours',
  not_deleted: 'not-deleted',
  conflict: 'version-conflict',
  publishing: 'publishing',
  in_doubt: 'in-doubt',
  wrong_state: 'wrong-state',
  not_handed_off: 'not-handed-off',
}

export const POST_PROBLEMS: readonly ProblemCode[] = Object.values(CODES)

/** `among`: which of several posts it is, in the body of the request. */
export function postProblem(
  { kind }: Pick<PostRefusal, 'kind'>,
  among?: { readonly pointer: string; readonly language: Language },
): Problem {
  const code = CODES[kind]
  if (!among) return new Problem(code)
  const { pointer, language } = among
  return new Problem(code, { fields: [{ pointer, code, ...problemSentences(code, language) }] })
}
