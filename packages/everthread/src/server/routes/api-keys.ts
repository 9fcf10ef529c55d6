/** API keys: made, listed and revoked by the owner. The key itself is shown once. */
import { z } from '@hono/zod-openapi'
import { type ApiKey, insertApiKey, listApiKeys, revokeApiKey } from '../../store/api-keys.ts'
import { toIso } from '../../time/clock.ts'
import { apiRoute, createRouter } from '../api-route.ts'
import { API_KEY_PREFIX, createBearer } from '../auth/bearer.ts'
import { isScope, SCOPES } from '../auth/scopes.ts'
import { jsonBody, jsonContent } from '../json-content.ts'
import { idempotent } from '../idempotency.ts'
import { Problem } from '../problem.ts'
import type { ServerDeps } from '../server-deps.ts'
import { ID_PARAMETER, INSTANT } from '../schemas/common.ts'

const API_KEY = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    scopes: z.array(z.enum(SCOPES)),
    created_at: INSTANT,
    used_at: INSTANT.optional(),
    revoked_at: INSTANT.optional(),
  })
  .openapi('ApiKey')
const NEW_KEY = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length),
  })
  .openapi('NewApiKey')
const MADE_KEY = z
  .strictObject({ key: API_KEY, secret: z.string().openapi({ description: 'Shown once' }) })
  .openapi('MadeApiKey')

const list = apiRoute(
  { access: 'owner' },
  {
    method: 'get',
    path: '/api-keys',
    summary: 'All API keys, revoked ones too',
    responses: { 200: jsonContent('The keys', z.strictObject({ keys: z.array(API_KEY) })) },
  },
)
const revoke = apiRoute(
  { access: 'owner', problems: ['key-unknown'] },
  {
    method: 'delete',
    path: '/api-keys/{id}',
    summary: 'Revoke a key, at once',
    request: { params: ID_PARAMETER },
    responses: { 204: { description: 'Revoked' } },
  },
)

export function keyRoutes(deps: ServerDeps) {
  const { db } = deps.installation.store
  const make = apiRoute(
    { access: 'owner', before: [idempotent(deps)] },
    {
      method: 'post',
      path: '/api-keys',
      summary: 'Make a key',
      request: { body: jsonBody(NEW_KEY) },
      responses: { 201: jsonContent('Made', MADE_KEY) },
    },
  )
  return createRouter()
    .openapi(list, async (c) => c.json({ keys: (await listApiKeys(db)).map(keyJson) }, 200))
    .openapi(make, async (c) => {
      const { name, scopes } = c.req.valid('json')
      const { text, hash } = createBearer(deps.randomBytes, API_KEY_PREFIX)
      const key = { id: deps.randomId(), name, scopes: [...new Set(scopes)], createdAt: deps.now() }
      await insertApiKey(db, key, hash)
      deps.log.keyMade(key.id)
      return c.json({ key: keyJson(key), secret: text }, 201)
    })
    .openapi(revoke, async (c) => {
      if (!(await revokeApiKey(db, c.req.valid('param').id, deps.now()))) throw new Problem('key-unknown')
      deps.log.keyRevoked(c.req.valid('param').id)
      return c.body(null, 204)
    })
}

function keyJson({ id, name, scopes, createdAt, usedAt, revokedAt }: ApiKey): z.infer<typeof API_KEY> {
  return {
    id,
    name,
    scopes: scopes.filter(isScope),
    created_at: toIso(createdAt),
    ...(usedAt !== undefined && { used_at: toIso(usedAt) }),
    ...(revokedAt !== undefined && { revoked_at: toIso(revokedAt) }),
  }
}
