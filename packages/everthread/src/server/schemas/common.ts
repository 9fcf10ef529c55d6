/** What several resources share. */
import { z } from '@hono/zod-openapi'

/** ISO 8601, UTC. */
export const INSTANT = z.iso.datetime()

export const ID = z.string().regex(/^[\w-]{1,64}$/)

export const ID_PARAMETER = z.object({ id: ID })
