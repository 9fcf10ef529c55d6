/** An account's queue: zone, what was missed, pause, weekly slots. */
import type { z } from '@hono/zod-openapi'
import { isPostWritten } from '../../publisher/post-actions.ts'
import type { Queue, Slot } from '../../publisher/queue-policy.ts'
import { findAccount } from '../../store/accounts.ts'
import { getQueue, listSlots, putQueue, replaceSlots } from '../../store/queues.ts'
import { toIso } from '../../time/clock.ts'
import { apiRoute, createRouter } from '../api-route.ts'
import { idempotent } from '../idempotency.ts'
import { jsonBody, jsonContent } from '../json-content.ts'
import { POST_PROBLEMS, postProblem } from '../post-refusal.ts'
import { Problem } from '../problem.ts'
import { ID_PARAMETER } from '../schemas/common.ts'
import { QUEUE, QUEUE_CHANGE, RESUME_ALL, RESUMED, SLOTS } from '../schemas/queue-schema.ts'
import type { ServerDeps } from '../server-deps.ts'

const reading = { access: 'read', problems: ['account-unknown'] } as const
const writing = { access: 'settings:write', problems: ['account-unknown'] } as const

const getRoute = apiRoute(reading, {
  method: 'get',
  path: '/accounts/{id}/queue',
  summary: 'How the account publishes',
  request: { params: ID_PARAMETER },
  responses: { 200: jsonContent('The queue', QUEUE) },
})
const change = apiRoute(writing, {
  method: 'patch',
  path: '/accounts/{id}/queue',
  summary: 'Change what is named',
  request: { params: ID_PARAMETER, body: jsonBody(QUEUE_CHANGE) },
  responses: { 200: jsonContent('The queue', QUEUE) },
})
const slots = apiRoute(reading, {
  method: 'get',
  path: '/accounts/{id}/slots',
  summary: 'The weekly times to publish',
  request: { params: ID_PARAMETER },
  responses: { 200: jsonContent('Slots, in the order of the week', SLOTS) },
})
const setSlots = apiRoute(writing, {
  method: 'put',
  path: '/accounts/{id}/slots',
  summary: 'Other weekly times; planned posts stay where they are',
  request: { params: ID_PARAMETER, body: jsonBody(SLOTS) },
  responses: { 200: jsonContent('Slots', SLOTS) },
})

export function queueRoutes(deps: ServerDeps) {
  const { store } = deps.installation
  const requireAccount = async (id: string): Promise<string> => {
    if (!(await findAccount(store.db, id))) throw new Problem('account-unknown')
    return id
  }
  const pausing = (path: '/accounts/{id}/queue/pause' | '/accounts/{id}/queue/open', summary: string) =>
    apiRoute(
      { access: 'posts:write', problems: ['account-unknown', 'not-available'], before: [idempotent(deps)] },
      {
        method: 'post',
        path,
        summary,
        request: { params: ID_PARAMETER },
        responses: { 200: jsonContent('The queue', QUEUE) },
      },
    )
  const resumeAll = apiRoute(
    {
      access: 'posts:write',
      problems: ['account-unknown', 'not-available', ...POST_PROBLEMS],
      before: [idempotent(deps)],
    },
    {
      method: 'post',
      path: '/accounts/{id}/queue/resume',
      summary: 'Let all that is held go on, in its order',
      request: { params: ID_PARAMETER, body: jsonBody(RESUME_ALL) },
      responses: { 200: jsonContent('How many', RESUMED) },
    },
  )
  const actions = () => {
    if (!deps.posts) throw new Problem('not-available')
    return deps.posts.actions
  }
  return createRouter()
    .openapi(getRoute, async (c) => {
      const id = await requireAccount(c.req.valid('param').id)
      return c.json(queueView(await getQueue(store.db, id)), 200)
    })
    .openapi(change, async (c) => {
      const id = await requireAccount(c.req.valid('param').id)
      const queue = await store.transaction(async (trx) => {
        const next = changed(await getQueue(trx, id), c.req.valid('json'))
        await putQueue(trx, id, next)
        return next
      })
      return c.json(queueView(queue), 200)
    })
    .openapi(slots, async (c) => {
      const id = await requireAccount(c.req.valid('param').id)
      return c.json({ slots: (await listSlots(store.db, id)).map(slotView) }, 200)
    })
    .openapi(setSlots, async (c) => {
      const id = await requireAccount(c.req.valid('param').id)
      const wanted = distinct(c.req.valid('json').slots.map(toSlot))
      await store.transaction((trx) => replaceSlots(trx, id, wanted))
      return c.json({ slots: (await listSlots(store.db, id)).map(slotView) }, 200)
    })
    .openapi(
      pausing('/accounts/{id}/queue/pause', 'Nothing goes out until the queue is opened'),
      async (c) => {
        const id = await requireAccount(c.req.valid('param').id)
        return c.json(queueView(await actions().pauseQueue(id)), 200)
      },
    )
    .openapi(pausing('/accounts/{id}/queue/open', 'Posts go out again'), async (c) => {
      const id = await requireAccount(c.req.valid('param').id)
      return c.json(queueView(await actions().openQueue(id)), 200)
    })
    .openapi(resumeAll, async (c) => {
      const id = await requireAccount(c.req.valid('param').id)
      const answers = await actions().resumeAll(id, c.req.valid('json').how)
      const left = answers.filter((answer) => !isPostWritten(answer))
      // One cause for all is an answer by itself: the queue is paused, there is no slot.
      const [first] = left
      if (first && left.length === answers.length) throw postProblem(first)
      return c.json({ resumed: answers.length - left.length, left: left.length }, 200)
    })
}

type Change = z.output<typeof QUEUE_CHANGE>

function changed(queue: Queue, { zone, missed, late_limit_ms: lateLimitMs }: Change): Queue {
  return {
    ...queue,
    ...(zone !== undefined && { zone }),
    ...(missed !== undefined && { missed }),
    ...(lateLimitMs !== undefined && { lateLimitMs }),
  }
}

function queueView({ zone, missed, lateLimitMs, pause }: Queue): z.input<typeof QUEUE> {
  return {
    zone,
    missed,
    late_limit_ms: lateLimitMs,
    ...(pause && { pause: { ...pause, at: toIso(pause.at) } }),
  }
}

function slotView({ weekday, minute }: Slot) {
  return { weekday, time: `${twoDigits(Math.trunc(minute / 60))}:${twoDigits(minute % 60)}` }
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

function toSlot({ weekday, time }: { readonly weekday: number; readonly time: string }): Slot {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return { weekday, minute: hours * 60 + minutes }
}

function distinct(slots: readonly Slot[]): Slot[] {
  return [...new Map(slots.map((slot) => [`${slot.weekday}:${slot.minute}`, slot])).values()]
}
