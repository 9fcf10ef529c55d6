/** What people can do with posts, for the HTTP service: the actions, each with what it needs. */
import type { HandOffDeps } from '../publisher/hand-off/hand-off-link.ts'
import { createHandOff } from '../publisher/hand-off/hand-off-link.ts'
import type { PostActions } from '../publisher/post-actions.ts'
import { cancelPost } from '../publisher/queue-actions/cancel-post.ts'
import { createPost } from '../publisher/queue-actions/create-post.ts'
import { type DeleteDeps, deletePost } from '../publisher/queue-actions/delete-post.ts'
import { editPost } from '../publisher/queue-actions/edit-post.ts'
import { takeBack } from '../publisher/queue-actions/hand-off.ts'
import { holdPost } from '../publisher/queue-actions/hold-post.ts'
import { markPublished, undoPublished } from '../publisher/queue-actions/mark-published.ts'
import { openQueue, pauseQueue } from '../publisher/queue-actions/pause-queue.ts'
import { resumePost, resumePosts } from '../publisher/queue-actions/resume-posts.ts'
import { retryPost } from '../publisher/queue-actions/retry-post.ts'
import { reviewPost } from '../publisher/queue-actions/review-post.ts'
import { schedulePost } from '../publisher/queue-actions/schedule-post.ts'
import { shiftPosts } from '../publisher/queue-actions/shift-posts.ts'

export function postActions(deps: HandOffDeps & DeleteDeps): PostActions {
  return {
    create: (order) => createPost(deps, order),
    edit: (target, edit) => editPost(deps, target, edit),
    schedule: (target, when) => schedulePost(deps, target, when),
    cancel: (target) => cancelPost(deps, target),
    hold: (target) => holdPost(deps, target),
    resume: (target, how) => resumePost(deps, target, how),
    retry: (target) => retryPost(deps, target),
    handOff: (target) => createHandOff(deps, target),
    takeBack: (target) => takeBack(deps, target),
    markPublished: (target, byHand) => markPublished(deps, target, byHand),
    undoPublished: (target, part) => undoPublished(deps, target, part),
    review: (target, seen) => reviewPost(deps, target, seen),
    delete: (target, from) => deletePost(deps, { ...target, from }),
    shift: async (targets, by) => {
      const answer = await shiftPosts(deps, targets, by)
      return answer.kind === 'refused' ? answer : { ...answer, posts: answer.posts.map(({ post }) => post) }
    },
    resumeAll: (accountId, how) => resumePosts(deps, accountId, how),
    pauseQueue: async (accountId) => (await pauseQueue(deps, accountId)).queue,
    openQueue: async (accountId) => (await openQueue(deps, accountId)).queue,
  }
}
