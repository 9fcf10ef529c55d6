/**
 * A service that publishes while everything goes wrong: Meta's bad minutes, kills at every named place and at any moment.
 * The sandbox's clock is turned by leaps, so that an hour of posts takes a minute; the processes are real.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { createSandbox, type Sandbox, type SandboxOptions } from '@everthread/sandbox'
import type { Post } from '../../packages/everthread/src/publisher/post.ts'
import { findInstallation } from '../../packages/everthread/src/service/installation.ts'
import { listPosts } from '../../packages/everthread/src/store/posts.ts'
import { systemClock } from '../../packages/everthread/src/time/clock.ts'
import type { Everthread } from '../support/everthread.ts'
import { type FilledAccount, fillFolder, pendingPart } from '../support/filled-folder.ts'
import { lapseLeases } from '../support/lapse-leases.ts'
import type { RunningProcess } from '../support/running-process.ts'
import { createSeededRandom, type SeededRandom } from '../support/seeded-random.ts'
import { createTestHome, type TestHome } from '../support/test-home.ts'
import type { Live, Outcome, Told, Wanted } from './complaints.ts'
import { badMinute } from './weather.ts'

export interface ChaosOrder {
  readonly seed: number
  readonly accounts: number
  readonly postsEach: number
  /** Steps at which a process is killed, in turns. */
  readonly crashPoints: readonly string[]
  readonly switches: NonNullable<SandboxOptions['switches']>
}

export interface ChaosRun extends Outcome {
  /** How often the service was killed, by the step or `any` moment. */
  readonly kills: ReadonlyMap<string, number>
}

/** Without the third nobody tells us the id of a reply whose answer was lost: such a chain waits for its owner. */
const BLIND = ['threads_basic', 'threads_content_publish'] as const
const SEEING = [...BLIND, 'threads_read_replies'] as const

const TURN_MS = 250
const MOST_TURNS = 1_000
const APART_MS = 20_000
/** Bad minutes and kills end here, so that what can still go out does. */
const CALM_AFTER_TURNS = 400

export async function runChaos(everthread: Everthread, order: ChaosOrder): Promise<ChaosRun> {
  const random = createSeededRandom(order.seed)
  await using sandbox = await createSandbox({ switches: order.switches, seed: String(order.seed) })
  using home = createTestHome(sandbox.url)
  const { wanted, accounts } = plan(sandbox, order, random)
  await fillFolder(home.dataDir, accounts)
  const kills = await liveThrough(everthread, { sandbox, home, random, order })
  const told = (await readPosts(home)).map(toTold)
  return { wanted, told, live: await readLive(sandbox, accounts), kills }
}

interface Planned {
  readonly wanted: readonly Wanted[]
  readonly accounts: readonly FilledAccount[]
}

/** Every fifth post is a chain of three. */
function plan(sandbox: Sandbox, { accounts, postsEach }: ChaosOrder, random: SeededRandom): Planned {
  const wanted: Wanted[] = []
  const filled = Array.from({ length: accounts }, (_, at): FilledAccount => {
    const username = `person${at}`
    const { id: userId } = sandbox.users.put({ username })
    const { access_token: token } = sandbox.tokens.create({
      user: username,
      scopes: at % 2 === 0 ? SEEING : BLIND,
    })
    const posts = Array.from({ length: postsEach }, (__, number) => {
      const id = randomUUID()
      const plannedAt = systemClock.now() + (number + 1) * APART_MS + random.integer(APART_MS / 2)
      const parts = number % 5 === 4 ? [1, 2, 3] : [1]
      const texts = parts.map((part) => `${username}, post ${number}, part ${part}`)
      wanted.push({ id, username, plannedAt, texts })
      const pending = texts.map((text, index) => pendingPart(index + 1, text))
      return { id, state: 'scheduled' as const, plannedAt, parts: pending }
    })
    return { member: { userId, username, token }, token: 'fresh', posts }
  })
  return { wanted, accounts: filled }
}

interface World {
  readonly sandbox: Sandbox
  readonly home: TestHome
  readonly random: SeededRandom
  readonly order: ChaosOrder
}

async function liveThrough(everthread: Everthread, world: World): Promise<ReadonlyMap<string, number>> {
  const { sandbox, home, random, order } = world
  const kills = new Map<string, number>()
  let service = startService(everthread, world, kills)
  try {
    for (let turn = 0; turn < MOST_TURNS; turn += 1) {
      await wait(TURN_MS)
      const isCalm = turn > CALM_AFTER_TURNS
      sandbox.clock.advance((1 + random.integer(isCalm ? 60 : 4)) * 1000)
      if (!isCalm && random.integer(4) === 0) badMinute(sandbox, random)
      if (isCalm) sandbox.faults.clear()
      if (!isCalm && random.integer(20) === 0) service.killNow()
      const killedAt = service.killedAt()
      if (killedAt !== undefined) {
        kills.set(killedAt, (kills.get(killedAt) ?? 0) + 1)
        lapseLeases(home)
        service = startService(
          everthread,
          isCalm ? { ...world, order: { ...order, crashPoints: [] } } : world,
          kills,
        )
      }
      if (turn % 8 === 0 && (await isSettled(home))) break
    }
  } finally {
    await service.running[Symbol.asyncDispose]()
  }
  return kills
}

interface Service {
  readonly running: RunningProcess
  killNow(): void
  /** The step, or `any`; `undefined` while it lives. */
  killedAt(): string | undefined
}

/** Each time another step, the least used first. */
function startService(
  everthread: Everthread,
  { home, random, order: { crashPoints } }: World,
  kills: ReadonlyMap<string, number>,
): Service {
  const [armed] = random.shuffled(crashPoints).toSorted((a, b) => (kills.get(a) ?? 0) - (kills.get(b) ?? 0))
  const crash = armed === undefined ? {} : { EVERTHREAD_CRASH_AT: `${armed}:${1 + random.integer(3)}` }
  const running = everthread.start(home, ['serve'], { env: { EVERTHREAD_PORT: '0', ...crash } })
  let killedAt: string | undefined
  let cause = armed ?? 'by itself'
  const watch = async (): Promise<void> => {
    await running.ended
    killedAt = cause
  }
  void watch()
  return {
    running,
    killNow: () => {
      cause = 'any'
      running.kill('SIGKILL')
    },
    killedAt: () => killedAt,
  }
}

async function isSettled(home: TestHome): Promise<boolean> {
  const posts = await readPosts(home)
  return posts.every(({ state }) => ['published', 'held', 'needs_review', 'failed'].includes(state))
}

async function readPosts({ dataDir }: TestHome): Promise<Post[]> {
  const config = { dataDir, dataDirNamed: true }
  await using installation = await findInstallation({ config, raw: {}, clock: systemClock })
  if (!installation) throw new Error('the data folder is gone')
  return await listPosts(installation.store.db, {})
}

function toTold({ id, state, parts }: Post): Told {
  const mediaIds = parts.map((part) => (part.state === 'published' ? part.as.mediaId : undefined))
  return { id, state, mediaIds }
}

interface SandboxPost {
  readonly id: string
  readonly username: string
  readonly text: string
  readonly timestamp: string
  readonly replied_to?: { readonly id: string }
}

/** As the control plane shows them: the last hundred of each person. */
async function readLive(sandbox: Sandbox, accounts: readonly FilledAccount[]): Promise<Live[]> {
  const lists = accounts.map(async ({ member: { username } }) => {
    const response = await fetch(`${sandbox.url}/__sandbox/posts?user=${username}`)
    const { posts } = (await response.json()) as { readonly posts: readonly SandboxPost[] }
    return posts.toReversed()
  })
  return (await Promise.all(lists)).flat().map(({ id, username, text, timestamp, replied_to: parent }) => ({
    id,
    username,
    text,
    at: Date.parse(timestamp),
    ...(parent && { parentId: parent.id }),
  }))
}
