/** What the product is raced for: a burst of prepared posts, the full path of a post, renewals. */
import { randomUUID } from 'node:crypto'
import { contentHash } from '../../packages/everthread/src/publisher/content-hash.ts'
import { CONNECTIONS } from '../../packages/everthread/src/net/pooled-fetch.ts'
import type { Part } from '../../packages/everthread/src/publisher/post.ts'
import { systemClock } from '../../packages/everthread/src/time/clock.ts'
import { type FilledPost, pendingPart } from '../../test/support/filled-folder.ts'
import { buildEverthread } from '../built-everthread.ts'
import type { Figure } from '../figure.ts'
import type { BenchOptions } from '../main.ts'
import { startCrowd } from './crowd.ts'
import type { KeptPlace } from './kept-service.ts'
import { type Race, runRace } from './race.ts'
import type { RawClient } from './raw-client.ts'

const TEXT = 'Good morning'

export async function benchPublishing({ quick }: BenchOptions): Promise<Figure[]> {
  using everthread = await buildEverthread()
  const few = { count: 2_000, rounds: 1, atOnce: CONNECTIONS, engine: 'sqlite' as const }
  const size = quick ? few : { ...few, count: 10_000, rounds: 3 }
  await using crowd = await startCrowd({ count: size.count, dueTimes: 2 * size.rounds })
  const runners = { crowd, program: everthread.program }
  return [
    await runRace(burst(size), runners),
    // Once: to write the posts takes minutes.
    await runRace({ ...burst({ ...size, rounds: 1, engine: 'postgres' }), atLeast: 0.35 }, runners),
    await runRace(withLatency(burst(few)), runners),
    await runRace(fullPath(size), runners),
    await runRace(renewals(size), runners),
  ]
}

type Size = Pick<Race, 'count' | 'rounds' | 'atOnce' | 'engine'>

/** As far away as Meta is. */
const LATENCY_MS = 200

/** The calls say how long it takes, and what is measured is whether there is always one to be made. */
function withLatency(race: Race): Race {
  const latency = { endpoint: 'publish', ms: LATENCY_MS }
  return { ...race, what: `${race.what}, ${LATENCY_MS} ms away`, latency }
}

function burst(size: Size): Race {
  return {
    ...size,
    what: `burst of ${size.count} prepared posts, ${size.engine}`,
    atLeast: 0.5,
    tokens: 'fresh',
    calls: 1,
    prepare: (raw, { token }) => createTextContainer(raw, token),
    raw: (raw, { token }, container) => publish(raw, token, container),
    account: (member, container, startAt) => ({
      member,
      token: 'fresh',
      posts: [post(startAt, 'ready', preparedPart(container))],
    }),
    done: `SELECT count(*) FROM part WHERE state = 'published'`,
    elapsedMs: async (place, startAt) =>
      (await numberOf(place, 'SELECT max(published_at) FROM part')) - startAt,
    detail: latenessOf,
  }
}

function fullPath(size: Size): Race {
  return {
    ...size,
    what: `${size.count} posts from nothing to their address`,
    atLeast: 0.5,
    tokens: 'fresh',
    calls: 4,
    raw: async (raw, { token }) => {
      const container = await createTextContainer(raw, token)
      await raw.get(`/v1.0/${container}`, { fields: 'status,error_message', access_token: token })
      const { id } = await publish(raw, token, container)
      await raw.get(`/v1.0/${String(id)}`, { fields: 'permalink', access_token: token })
    },
    // More than a quarter of an hour ago would be late; what is due now has not been prepared.
    account: (member) => ({
      member,
      token: 'fresh',
      posts: [post(systemClock.now(), 'scheduled', pendingPart(1, TEXT))],
    }),
    done: 'SELECT count(*) FROM part WHERE permalink IS NOT NULL',
    elapsedMs: (place) => numberOf(place, 'SELECT max(at) - min(at) FROM receipt'),
  }
}

function renewals(size: Size): Race {
  return {
    ...size,
    what: `${size.count} renewals, each tried out`,
    atLeast: 0.5,
    tokens: 'due',
    calls: 2,
    raw: async (raw, { token }) => {
      const { access_token: renewed } = await raw.get('/refresh_access_token', {
        grant_type: 'th_refresh_token',
        access_token: token,
      })
      await raw.get('/v1.0/me', {
        fields: 'id,username,threads_profile_picture_url',
        access_token: String(renewed),
      })
    },
    account: (member) => ({ member, token: 'due', posts: [] }),
    done: `SELECT count(*) FROM generation WHERE source = 'renewed'`,
    elapsedMs: (place) =>
      numberOf(place, `SELECT max(obtained_at) - min(obtained_at) FROM generation WHERE source = 'renewed'`),
  }
}

async function createTextContainer(raw: RawClient, token: string): Promise<string> {
  const { id } = await raw.post('/v1.0/me/threads', { media_type: 'TEXT', text: TEXT, access_token: token })
  return String(id)
}

function publish(raw: RawClient, token: string, container: string) {
  return raw.post('/v1.0/me/threads_publish', { creation_id: container, access_token: token })
}

function post(plannedAt: number, state: FilledPost['state'], part: Part): FilledPost {
  return { id: randomUUID(), state, plannedAt, parts: [part] }
}

function preparedPart(container: string): Part {
  const content = { text: TEXT }
  const now = systemClock.now()
  const own = { id: container, contentHash: contentHash(content), madeAt: now, polls: 1, polledAt: now }
  return { position: 1, content, delayMs: 0, state: 'ready', container: { children: [], own } }
}

async function latenessOf(place: KeptPlace): Promise<string> {
  const late = await place.numbers(
    `SELECT part.published_at - post.planned_at FROM part JOIN post ON post.id = part.post_id ORDER BY 1`,
  )
  const at = (share: number) => `${late[Math.floor((late.length - 1) * share)]?.toFixed()} ms`
  return `late by ${at(0.5)} (half), ${at(0.99)} (99 of 100), ${at(1)} (all)`
}

/** The one number that the question asks for. */
async function numberOf(place: KeptPlace, question: string): Promise<number> {
  return (await place.numbers(question))[0] ?? Number.NaN
}
