/** The posts of a run as their owners queued them before anything happened: every other one is a chain of three. */
import { randomUUID } from 'node:crypto'
import type { Sandbox } from '@everthread/sandbox'
import { type FilledAccount, type FilledPost, pendingPart } from '../support/filled-folder.ts'
import type { SeededRandom } from '../support/seeded-random.ts'
import type { Wanted } from './complaints.ts'

export interface Planned {
  readonly wanted: readonly Wanted[]
  readonly accounts: readonly FilledAccount[]
}

export interface PlanOrder {
  readonly accounts: number
  readonly postsEach: number
}

/** Without the third nobody tells us the id of a reply whose answer was lost: such a chain waits for its owner. */
const BLIND = ['threads_basic', 'threads_content_publish'] as const
const SEEING = [...BLIND, 'threads_read_replies'] as const

const APART_MS = 60_000

/** Whoever asks this sandbox what time it is believes it: a smaller difference is taken for a clock that goes wrong. */
const AHEAD = '10m'

export function planPosts(
  sandbox: Sandbox,
  random: SeededRandom,
  { accounts, postsEach }: PlanOrder,
): Planned {
  const wanted: Wanted[] = []
  const now = sandbox.clock.advance(AHEAD)
  const filled = Array.from({ length: accounts }, (_, at): FilledAccount => {
    const username = `person${at}`
    const { id: userId } = sandbox.users.put({ username })
    const scopes = at % 4 === 0 ? BLIND : SEEING
    const { access_token: token } = sandbox.tokens.create({ user: username, scopes })
    const planned = Array.from({ length: postsEach }, (__, number): Wanted => {
      const parts = number % 2 === 1 ? [1, 2, 3] : [1]
      const texts = parts.map((part) => `${username}, post ${number}, part ${part}`)
      const plannedAt = now + (number + 1) * APART_MS + random.integer(APART_MS / 2)
      return { id: randomUUID(), username, plannedAt, texts }
    })
    wanted.push(...planned)
    return { member: { userId, username, token }, token: 'fresh', posts: planned.map(toFilled) }
  })
  return { wanted, accounts: filled }
}

function toFilled({ id, plannedAt, texts }: Wanted): FilledPost {
  const parts = texts.map((text, index) => pendingPart(index + 1, text))
  return { id, state: 'scheduled', plannedAt, parts }
}
