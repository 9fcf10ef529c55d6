/** Posts: read from the store, changed by `PostActions`, each change naming the version that its editor saw. */
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import {
  isPostWritten,
  type PostRefusal,
  type PostTarget,
  type PostWritten,
  type When,
} from '../../publisher/post-actions.ts'
import { type Post, POST_STATES } from '../../publisher/post.ts'
import { findPost, listPosts, type PostCursor } from '../../store/posts.ts'
import { listReceipts } from '../../store/receipts.ts'
import { type Millis, parseInstant, toIso, toMillis } from '../../time/clock.ts'
import { apiRoute, createRouter } from '../api-route.ts'
import type { AppEnv } from '../app-env.ts'
import { idempotent } from '../idempotency.ts'
import { jsonBody, jsonContent } from '../json-content.ts'
import { POST_PROBLEMS, postProblem } from '../post-refusal.ts'
import { Problem } from '../problem.ts'
import { ID, ID_PARAMETER, INSTANT } from '../schemas/common.ts'
import {
  BY_HAND,
  EDIT,
  LINKED,
  NEW_POST,
  PLAIN,
  POST,
  POSTS,
  RECEIPTS,
  RESUME,
  REVIEW,
  SCHEDULE,
  UNDO,
  WRITTEN,
} from '../schemas/post-schema.ts'
import type { PostsPart, ServerDeps } from '../server-deps.ts'
import { postView, receiptView } from '../views/post-view.ts'
import { camelKeys } from '../wire-keys.ts'

const STATE = z.enum(POST_STATES)
const QUERY = z.strictObject({
  account_id: ID.optional(),
  state: z.union([STATE, z.array(STATE)]).optional(),
  from: INSTANT.optional(),
  before: INSTANT.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  after: z
    .string()
    .regex(/^\d{0,15}\.\d{1,15}\.[\w-]{1,64}$/)
    .optional()
    .openapi({ description: '`next` of the page before' }),
})
const DELETION = z.strictObject({
  from: z.enum(['threads', 'here']),
  version: z.coerce.number().int().min(1).optional(),
})

const list = apiRoute(
  { access: 'read' },
  {
    method: 'get',
    path: '/posts',
    summary: 'Posts by their plan, the earliest first',
    request: { query: QUERY },
    responses: { 200: jsonContent('Posts', POSTS) },
  },
)
const get = apiRoute(
  { access: 'read', problems: ['post-unknown'] },
  {
    method: 'get',
    path: '/posts/{id}',
    summary: 'One post',
    request: { params: ID_PARAMETER },
    responses: { 200: jsonContent('The post', POST) },
  },
)
const receipts = apiRoute(
  { access: 'read', problems: ['post-unknown'] },
  {
    method: 'get',
    path: '/posts/{id}/receipts',
    summary: 'The timeline of a post',
    request: { params: ID_PARAMETER },
    responses: { 200: jsonContent('Receipts', RECEIPTS) },
  },
)

export function postRoutes(deps: ServerDeps) {
  const { db } = deps.installation.store
  return createRouter()
    .openapi(list, async (c) => {
      const { account_id: accountId, state, from, before, limit, after } = c.req.valid('query')
      const posts = await listPosts(db, {
        limit,
        ...(accountId !== undefined && { accountId }),
        ...(state !== undefined && { states: [state].flat() }),
        ...(from !== undefined && { plannedFrom: instant(from) }),
        ...(before !== undefined && { plannedBefore: instant(before) }),
        ...(after !== undefined && { after: toCursor(after) }),
      })
      const last = posts.length === limit ? posts.at(-1) : undefined
      const next = last && { next: cursorOf(last) }
      return c.json({ posts: posts.map((post) => postView(post, c.get('language'))), ...next }, 200)
    })
    .openapi(get, async (c) => {
      const post = await findPost(db, c.req.valid('param').id)
      if (!post) throw new Problem('post-unknown')
      return c.json(postView(post, c.get('language')), 200)
    })
    .openapi(receipts, async (c) => {
      const { id } = c.req.valid('param')
      if (!(await findPost(db, id))) throw new Problem('post-unknown')
      return c.json(
        { receipts: (await listReceipts(db, id)).map((receipt) => receiptView(receipt, c.get('language'))) },
        200,
      )
    })
    .route('/', changingRoutes(deps))
    .route('/', handRoutes(deps))
}

/** What every change of a post shares. */
function actionRoute<P extends string, T extends z.ZodType>(
  deps: ServerDeps,
  path: P,
  { summary, body }: { readonly summary: string; readonly body: T },
) {
  return apiRoute(rulesFor(deps), {
    method: 'post',
    path,
    summary,
    request: { params: ID_PARAMETER, body: jsonBody(body) },
    responses: { 200: jsonContent('The post as it is now', WRITTEN) },
  })
}

function rulesFor(deps: ServerDeps) {
  return {
    access: 'posts:write',
    problems: [...POST_PROBLEMS, 'not-available'],
    before: [idempotent(deps)],
  } as const
}

function changingRoutes(deps: ServerDeps) {
  const rules = rulesFor(deps)
  const create = apiRoute(rules, {
    method: 'post',
    path: '/posts',
    summary: 'Write a post: a draft, or planned',
    request: { body: jsonBody(NEW_POST) },
    responses: { 201: jsonContent('Kept', WRITTEN) },
  })
  const edit = apiRoute(
    { ...rules, before: [] },
    {
      method: 'patch',
      path: '/posts/{id}',
      summary: 'Other words, another time, or both',
      request: { params: ID_PARAMETER, body: jsonBody(EDIT) },
      responses: { 200: jsonContent('The post as it is now', WRITTEN) },
    },
  )
  const remove = apiRoute(
    { ...rules, before: [] },
    {
      method: 'delete',
      path: '/posts/{id}',
      summary: 'Delete a post on Threads, or forget it here',
      request: { params: ID_PARAMETER, query: DELETION },
      responses: { 204: { description: 'Deleted' } },
    },
  )
  const schedule = actionRoute(deps, '/posts/{id}/schedule', { summary: 'Give it a time', body: SCHEDULE })
  const cancel = actionRoute(deps, '/posts/{id}/cancel', { summary: 'It will not go out', body: PLAIN })
  const hold = actionRoute(deps, '/posts/{id}/hold', { summary: 'It waits until it is resumed', body: PLAIN })
  const resume = actionRoute(deps, '/posts/{id}/resume', { summary: 'Let a held post go out', body: RESUME })
  const retry = actionRoute(deps, '/posts/{id}/retry', { summary: 'Try a failed post again', body: PLAIN })
  return createRouter()
    .openapi(create, async (c) => {
      const { account_id: accountId, parts, when, copy_of: copyOf } = c.req.valid('json')
      const answer = await actions(deps).create({
        accountId,
        parts: camelKeys(parts),
        ...(when && { when: toWhen(when) }),
        ...(copyOf !== undefined && { copyOf }),
      })
      return c.json(written(deps, c, answer), 201)
    })
    .openapi(edit, async (c) => {
      const { parts, when, version } = c.req.valid('json')
      const change = { ...(parts && { parts: camelKeys(parts) }), ...(when && { when: toWhen(when) }) }
      const answer = await actions(deps).edit(target(c.req.valid('param'), { version }), change)
      return c.json(written(deps, c, answer), 200)
    })
    .openapi(remove, async (c) => {
      const { from, version } = c.req.valid('query')
      const answer = await actions(deps).delete(target(c.req.valid('param'), { version }), from)
      if (answer.kind !== 'deleted') throw postProblem(answer)
      return c.body(null, 204)
    })
    .openapi(schedule, async (c) => {
      const body = c.req.valid('json')
      const answer = await actions(deps).schedule(target(c.req.valid('param'), body), toWhen(body.when))
      return c.json(written(deps, c, answer), 200)
    })
    .openapi(cancel, async (c) => {
      const answer = await actions(deps).cancel(target(c.req.valid('param'), c.req.valid('json')))
      return c.json(written(deps, c, answer), 200)
    })
    .openapi(hold, async (c) => {
      const answer = await actions(deps).hold(target(c.req.valid('param'), c.req.valid('json')))
      return c.json(written(deps, c, answer), 200)
    })
    .openapi(resume, async (c) => {
      const body = c.req.valid('json')
      const answer = await actions(deps).resume(target(c.req.valid('param'), body), body.how)
      return c.json(written(deps, c, answer), 200)
    })
    .openapi(retry, async (c) => {
      const answer = await actions(deps).retry(target(c.req.valid('param'), c.req.valid('json')))
      return c.json(written(deps, c, answer), 200)
    })
}

/** What people do by hand, and what they say that they saw. */
function handRoutes(deps: ServerDeps) {
  const handOff = apiRoute(rulesFor(deps), {
    method: 'post',
    path: '/posts/{id}/hand-off',
    summary: 'Hand it off to a phone: a link that opens this post alone',
    request: { params: ID_PARAMETER, body: jsonBody(PLAIN) },
    responses: { 200: jsonContent('The link', LINKED) },
  })
  const takeBack = actionRoute(deps, '/posts/{id}/take-back', { summary: 'Undo the hand-off', body: PLAIN })
  const published = actionRoute(deps, '/posts/{id}/published', {
    summary: '“I published it”, or a part of it',
    body: BY_HAND,
  })
  const undo = actionRoute(deps, '/posts/{id}/published/undo', {
    summary: 'It is not out after all',
    body: UNDO,
  })
  const review = actionRoute(deps, '/posts/{id}/review', {
    summary: 'Say what is seen on Threads, where nobody knows what came of a publication',
    body: REVIEW,
  })
  return createRouter()
    .openapi(handOff, async (c) => {
      const answer = await actions(deps).handOff(target(c.req.valid('param'), c.req.valid('json')))
      if (answer.kind !== 'linked') throw postProblem(answer)
      const { post, token, expiresAt } = answer
      const { publicUrl } = deps.config
      const base = publicUrl ?? `http://${c.req.header('host') ?? ''}`
      return c.json(
        { post: postView(post, c.get('language')), url: `${base}/h/${token}`, expires_at: toIso(expiresAt) },
        200,
      )
    })
    .openapi(takeBack, async (c) => {
      const answer = await actions(deps).takeBack(target(c.req.valid('param'), c.req.valid('json')))
      return c.json(written(deps, c, answer), 200)
    })
    .openapi(published, async (c) => {
      const { part, link, version } = c.req.valid('json')
      const byHand = { part, ...(link !== undefined && { link }) }
      const answer = await actions(deps).markPublished(target(c.req.valid('param'), { version }), byHand)
      return c.json(written(deps, c, answer), 200)
    })
    .openapi(undo, async (c) => {
      const { part, version } = c.req.valid('json')
      const answer = await actions(deps).undoPublished(target(c.req.valid('param'), { version }), part)
      return c.json(written(deps, c, answer), 200)
    })
    .openapi(review, async (c) => {
      const { seen, version } = c.req.valid('json')
      const answer = await actions(deps).review(target(c.req.valid('param'), { version }), camelKeys(seen))
      return c.json(written(deps, c, answer), 200)
    })
}

function actions({ posts }: ServerDeps): PostsPart['actions'] {
  if (!posts) throw new Problem('not-available')
  return posts.actions
}

function target(
  { id }: { readonly id: string },
  { version }: { readonly version?: number | undefined },
): PostTarget {
  return { id, ...(version !== undefined && { version }) }
}

function cursorOf({ plan, createdAt, id }: Post): string {
  return `${plan?.at ?? ''}.${createdAt}.${id}`
}

/** Validated: it has this form. */
function toCursor(text: string): PostCursor {
  const [plannedAt = '', createdAt = '', id = ''] = text.split('.')
  return {
    plannedAt: plannedAt === '' ? undefined : toMillis(Number(plannedAt)),
    createdAt: toMillis(Number(createdAt)),
    id,
  }
}

/** Validated: it is an instant. */
function instant(text: string): Millis {
  return parseInstant(text) ?? (0 as Millis)
}

function toWhen(when: z.infer<typeof SCHEDULE>['when']): When {
  return when.kind === 'at' ? { ...camelKeys(when), at: instant(when.at) } : camelKeys(when)
}

function written({ posts }: ServerDeps, c: Context<AppEnv>, answer: PostWritten | PostRefusal) {
  if (!isPostWritten(answer)) throw postProblem(answer)
  const findings = answer.findings.map((finding) => {
    const { rule, level, position } = finding
    const said = posts?.sayFinding(finding, c.get('language'))
    return { rule, level, ...(position !== undefined && { position }), ...said }
  })
  return { kept_as: answer.kind, post: postView(answer.post, c.get('language')), findings }
}
