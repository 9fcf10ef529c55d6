import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HEARTBEAT_MS, LONGEST_STREAM_MS, LOOK_EVERY_MS, MOST_STREAMS } from './event-stream.ts'
import { recordRemoval } from './record-removal.ts'
import { createTestServer, type TestServer } from './test-server.ts'

let server: TestServer
let stop: AbortController
beforeEach(async () => {
  stop = new AbortController()
  server = await createTestServer({ signal: stop.signal })
  await server.becomeOwner()
})
afterEach(async () => {
  stop.abort()
  await server[Symbol.asyncDispose]()
})

interface Reader {
  /** Everything so far, once it holds this. */
  until(wanted: string): Promise<string>
  cancel(): Promise<void>
}

async function open(headers: Record<string, string> = {}): Promise<Reader> {
  const response = await server.ask('/api/v1/events', {
    headers: { accept: 'text/event-stream', ...headers },
  })
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream'])
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (!reader) throw new Error('no body')
  let text = ''
  return {
    until: async (wanted) => {
      while (!text.includes(wanted)) {
        const { value, done } = await passingTime(reader.read())
        if (done) throw new Error(`ended before ${wanted}: ${text}`)
        text += value
      }
      return text
    },
    cancel: () => reader.cancel(),
  }
}

/** The stream looks at the store whenever its clock says so: it is turned until something comes. */
async function passingTime<T>(coming: Promise<T>): Promise<T> {
  const state = { isHere: false }
  const arrival = coming.finally(() => {
    state.isHere = true
  })
  while (!state.isHere) {
    await server.clock.advance(LOOK_EVERY_MS)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return arrival
}

const happen = (id: string) => recordRemoval(server.deps, { id, username: 'anna' })

describe('the stream of events', () => {
  it('tells what happens from now on, with the number to go on from', async () => {
    await happen('before')
    const reader = await open()
    await reader.until('event: hello')
    await happen('first')
    const text = await reader.until('"id":"first"')
    expect(text).not.toContain('before')
    expect(text).toContain('id: 2\n')
    expect(text).toContain('event: event\n')
  })

  it('goes on behind the last that the reader saw, in order and once each', async () => {
    for (const id of ['one', 'two', 'three']) await happen(id)
    const reader = await open({ 'last-event-id': '1' })
    const text = await reader.until('"id":"three"')
    expect([...text.matchAll(/"id":"(\w+)"/g)].map(([, id]) => id)).toEqual(['two', 'three'])
  })

  it('beats while nothing happens', async () => {
    const reader = await open()
    await reader.until('event: hello')
    const text = await reader.until(': alive')
    expect(text).toContain(': alive')
    expect(server.clock.ticks()).toBeGreaterThanOrEqual(1_000_000 + HEARTBEAT_MS)
  })

  it('ends after ten minutes, and the reader comes back with its number', async () => {
    const reader = await open()
    await expect(reader.until('never')).rejects.toThrow('ended before never')
    expect(server.clock.ticks()).toBeGreaterThanOrEqual(1_000_000 + LONGEST_STREAM_MS)
  })

  it('is for a hundred readers at once', async () => {
    const readers = await Promise.all(Array.from({ length: MOST_STREAMS }, () => open()))
    const refused = await server.ask('/api/v1/events', { headers: { accept: 'text/event-stream' } })
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60'])
    expect(await refused.json()).toMatchObject({ code: 'too-many-streams' })
    await Promise.all(readers.map((reader) => reader.cancel()))
  })

  it('is closed to whoever may not read', async () => {
    server.leave()
    const refused = await server.ask('/api/v1/events', { headers: { accept: 'text/event-stream' } })
    expect(refused.status).toBe(401)
  })
})

it('lists events, the newest first, a page at a time', async () => {
  for (const id of ['one', 'two', 'three']) await happen(id)
  const page = async (query: string) =>
    (await (await server.ask(`/api/v1/events?${query}`)).json()) as {
      events: { number: number; event: { id: string } }[]
      last: number
    }
  const first = await page('limit=2')
  expect(first.events.map(({ event }) => event.id)).toEqual(['three', 'two'])
  expect(first.last).toBe(3)
  expect((await page('before=2')).events.map(({ event }) => event.id)).toEqual(['one'])
})

it('numbers stay in order and old events go, though the clock is set back', async () => {
  await happen('one')
  server.clock.jumpCalendar(-3_600_000)
  await happen('two')
  server.clock.jumpCalendar(100 * 86_400_000)
  const { db } = server.store
  const rows = async () => await db.selectFrom('event').select(['number', 'id']).orderBy('number').execute()
  expect(await rows()).toEqual([
    { number: 1, id: 'one' },
    { number: 2, id: 'two' },
  ])
  await happen('three')
  expect(await rows()).toEqual([{ number: 3, id: 'three' }])
})
