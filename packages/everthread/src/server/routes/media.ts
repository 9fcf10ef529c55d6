/** Uploads: the body is the file, whatever type it is said to have; its bytes tell. */
import { z } from '@hono/zod-openapi'
import { apiRoute, createRouter } from '../api-route.ts'
import { idempotent } from '../idempotency.ts'
import { jsonContent } from '../json-content.ts'
import type { AddedMedia, SaidMediaFinding } from '../media-part.ts'
import { Problem } from '../problem.ts'
import { ID } from '../schemas/common.ts'
import type { ServerDeps } from '../server-deps.ts'

const FINDING = z.strictObject({ rule: z.string(), message: z.string(), remedy: z.string().optional() })
const MEDIA = z
  .strictObject({
    id: ID,
    kind: z.enum(['image', 'video']),
    type: z.string(),
    bytes: z.int(),
    width: z.int(),
    height: z.int(),
    duration_ms: z.int().optional(),
    name: z.string().optional(),
    findings: z.array(FINDING).readonly(),
  })
  .openapi('Media')
const QUERY = z.strictObject({ name: z.string().min(1).max(200).optional() })

export function mediaRoutes(deps: ServerDeps) {
  const upload = apiRoute(
    {
      access: 'media:write',
      problems: ['media-refused', 'not-available', 'no-body'],
      before: [idempotent(deps)],
    },
    {
      method: 'post',
      path: '/media',
      summary: 'Upload a picture or a film',
      request: {
        query: QUERY,
        body: {
          required: true,
          content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
        },
      },
      responses: { 201: jsonContent('Kept', MEDIA) },
    },
  )
  return createRouter().openapi(upload, async (c) => {
    if (!deps.media) throw new Problem('not-available')
    const stream = c.req.raw.body
    if (!stream) throw new Problem('no-body')
    const { name } = c.req.valid('query')
    const length = Number(c.req.header('content-length') ?? Number.NaN)
    const added = await deps.media.add({
      stream,
      ...(name !== undefined && { name }),
      ...(Number.isSafeInteger(length) && { declaredBytes: length }),
    })
    if (added.kind === 'refused') throw new Problem('media-refused', { fields: added.findings.map(asField) })
    return c.json(mediaView(added.media, added.findings), 201)
  })
}

function asField({ rule, message, remedy }: SaidMediaFinding) {
  return { code: rule, message, ...(remedy !== undefined && { remedy }) }
}

function mediaView({ durationMs, ...media }: AddedMedia, findings: readonly SaidMediaFinding[]) {
  return { ...media, ...(durationMs !== undefined && { duration_ms: durationMs }), findings }
}
