/** The demo's sandbox: its clock, and what can be broken. Not there outside the demo. */
import { z } from '@hono/zod-openapi'
import { toIso } from '../../time/clock.ts'
import { DAY, HOUR } from '../../time/duration.ts'
import { apiRoute, createRouter } from '../api-route.ts'
import { jsonBody, jsonContent } from '../json-content.ts'
import { Problem } from '../problem.ts'
import { INSTANT } from '../schemas/common.ts'
import { BREAKAGES, type SandboxPart, type SandboxView } from '../sandbox-part.ts'
import type { ServerDeps } from '../server-deps.ts'

const TURNS = { '1h': HOUR, '1d': DAY, '39d': 39 * DAY }

const SWITCHES = z.record(z.string().max(64), z.union([z.string().max(200), z.number(), z.boolean()]))
const BREAKAGE = z.enum(BREAKAGES)

const SANDBOX = z
  .strictObject({
    now: INSTANT,
    turning_until: INSTANT.optional().openapi({ description: 'While the clock is on its way' }),
    url: z.url().openapi({ description: 'The sandbox’s own page' }),
    users: z.array(z.string()).readonly(),
    waiting: z.array(BREAKAGE).readonly().openapi({ description: 'Broken, and not met yet' }),
    switches: SWITCHES.openapi({ description: 'What nobody outside Meta knows' }),
  })
  .openapi('Sandbox')
const TURN = z.strictObject({ by: z.enum(['1h', '1d', '39d']) }).openapi('SandboxTurn')
const BREAK = z
  .strictObject({
    what: BREAKAGE,
    user: z
      .string()
      .regex(/^[\w.]{1,30}$/)
      .optional()
      .openapi({ description: 'Whose; the first unless given' }),
  })
  .openapi('SandboxBreakage')

const rules = { access: 'owner', problems: ['not-available'] } as const

const look = apiRoute(rules, {
  method: 'get',
  path: '/sandbox',
  summary: 'In the demo: what time it is on the sandbox, and what is broken',
  responses: { 200: jsonContent('The sandbox', SANDBOX) },
})
const turn = apiRoute(rules, {
  method: 'put',
  path: '/sandbox/clock',
  summary: 'In the demo: turn the clock on, in steps from one due row to the next',
  request: { body: jsonBody(TURN) },
  responses: { 200: jsonContent('On its way', SANDBOX) },
})
const breakIt = apiRoute(rules, {
  method: 'put',
  path: '/sandbox/breakage',
  summary: 'In the demo: break something',
  request: { body: jsonBody(BREAK) },
  responses: { 200: jsonContent('Broken', SANDBOX) },
})
const mend = apiRoute(rules, {
  method: 'delete',
  path: '/sandbox/breakage',
  summary: 'In the demo: nothing is broken any more; a dead token stays dead',
  responses: { 200: jsonContent('Mended', SANDBOX) },
})
const setSwitches = apiRoute(rules, {
  method: 'patch',
  path: '/sandbox/switches',
  summary: 'In the demo: decide what nobody outside Meta knows',
  request: { body: jsonBody(SWITCHES) },
  responses: { 200: jsonContent('Set', SANDBOX) },
})

export function sandboxRoutes({ sandbox }: ServerDeps) {
  const view = async (): Promise<z.infer<typeof SANDBOX>> => sandboxView(await required().look())
  const required = (): SandboxPart => {
    if (!sandbox) throw new Problem('not-available')
    return sandbox
  }
  return createRouter()
    .openapi(look, async (c) => c.json(await view(), 200))
    .openapi(turn, async (c) => {
      required().turn(TURNS[c.req.valid('json').by])
      return c.json(await view(), 200)
    })
    .openapi(breakIt, async (c) => {
      const { what, user } = c.req.valid('json')
      await required().break(what, user)
      return c.json(await view(), 200)
    })
    .openapi(mend, async (c) => {
      await required().mend()
      return c.json(await view(), 200)
    })
    .openapi(setSwitches, async (c) => {
      if (!(await required().setSwitches(c.req.valid('json')))) throw new Problem('invalid')
      return c.json(await view(), 200)
    })
}

function sandboxView({ now, turningUntil, ...rest }: SandboxView): z.infer<typeof SANDBOX> {
  return {
    ...rest,
    now: toIso(now),
    ...(turningUntil !== undefined && { turning_until: toIso(turningUntil) }),
  }
}
