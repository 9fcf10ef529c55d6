/** Several posts at once. */
import { apiRoute, createRouter } from '../api-route.ts'
import { idempotent } from '../idempotency.ts'
import { jsonBody, jsonContent } from '../json-content.ts'
import { POST_PROBLEMS, postProblem } from '../post-refusal.ts'
import { Problem } from '../problem.ts'
import { SHIFT, SHIFTED } from '../schemas/post-schema.ts'
import type { ServerDeps } from '../server-deps.ts'
import { postView } from '../views/post-view.ts'

export function shiftRoutes(deps: ServerDeps) {
  const shift = apiRoute(
    { access: 'posts:write', problems: [...POST_PROBLEMS, 'not-available'], before: [idempotent(deps)] },
    {
      method: 'post',
      path: '/posts/shift',
      summary: 'Move several posts together: all of them, or none',
      request: { body: jsonBody(SHIFT) },
      responses: { 200: jsonContent('The posts as they are now', SHIFTED) },
    },
  )
  return createRouter().openapi(shift, async (c) => {
    if (!deps.posts) throw new Problem('not-available')
    const { posts, ...by } = c.req.valid('json')
    const targets = posts.map(({ id, version }) => ({ id, ...(version !== undefined && { version }) }))
    const answer = await deps.posts.actions.shift(targets, by)
    if (answer.kind === 'refused') {
      const pointer = `/posts/${targets.findIndex(({ id }) => id === answer.id)}`
      throw postProblem(answer.why, { pointer, language: c.get('language') })
    }
    return c.json({ posts: answer.posts.map((post) => postView(post, c.get('language'))) }, 200)
  })
}
