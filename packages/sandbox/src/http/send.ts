/** Answers become bytes. Every one carries the sandbox's own time, Meta's request ids and open CORS. */
import type { ServerResponse } from 'node:http'
import { toHttpDate } from '../time/host.ts'
import type { World } from '../world.ts'
import { type Answer, JSON_TYPE, statusOf } from './answer.ts'
import { createTogether } from './send-together.ts'

export type SendAnswer = (response: ServerResponse, answer: Answer) => void

export function createSender(world: World): SendAnswer {
  const date = httpDateCache(world)
  const end = createTogether()
  return (response, answer) => {
    const body = bodyOf(answer)
    response.writeHead(statusOf(answer), [
      'date',
      date(),
      'x-fb-request-id',
      `A${world.random.text(22)}`,
      'x-fb-trace-id',
      world.random.text(11),
      ...SAME_FOR_ALL,
      'content-length',
      String(Buffer.byteLength(body)),
      ...typeOrLocation(answer),
      ...unprovenHeaders(world, answer),
    ])
    end(response, body)
  }
}

/** Names and values in turns: of all ways to give Node headers the quickest. */
type Headers = readonly string[]

const SAME_FOR_ALL: Headers = [
  'access-control-allow-origin',
  '*',
  'access-control-expose-headers',
  'date, location, x-app-usage, x-fb-request-id, x-fb-trace-id',
  'cache-control',
  'no-store',
]

function bodyOf(answer: Answer): string | Uint8Array {
  if (answer.kind === 'json') return JSON.stringify(answer.body)
  return answer.kind === 'redirect' ? '' : answer.body
}

function typeOrLocation(answer: Answer): Headers {
  switch (answer.kind) {
    case 'json':
      return ['content-type', JSON_TYPE]
    case 'text':
      return ['content-type', answer.type]
    case 'bytes':
      return ['content-type', answer.type, ...Object.entries(answer.headers).flat()]
    case 'redirect':
      return ['location', answer.location]
    default:
      return answer satisfies never
  }
}

/** Headers of which nobody knows whether Threads sends them (threads-api.md §1.7): by switch only. */
function unprovenHeaders({ switches }: World, answer: Answer): Headers {
  const headers: string[] = []
  if (switches.appUsageHeader)
    headers.push('x-app-usage', '{"call_count":1,"total_cputime":1,"total_time":1}')
  if (answer.kind !== 'json' || answer.error === undefined) return headers
  const code = answer.error.split('/', 1)[0]
  if (switches.wwwAuthenticateHeader && (code === '190' || code === '104')) {
    headers.push('www-authenticate', 'OAuth "Facebook Platform" "invalid_token"')
  }
  if (switches.retryAfterHeader && (code === '613' || code === '4' || code === '17'))
    headers.push('retry-after', '60')
  return headers
}

/** Formatting a date costs more than the rest of an answer; it changes once a second. */
function httpDateCache(world: World): () => string {
  let second = Number.NaN
  let text = ''
  return () => {
    const now = Math.floor(world.clock.now() / 1000)
    if (now !== second) {
      second = now
      text = toHttpDate(now * 1000)
    }
    return text
  }
}
