/**
 * Who wakes `advance` on the nodes of a cluster: the loop of each node, which looks at the index by itself, and pg-boss, which
 * carries wakes between them. A wake says "more is due than I have room for", names nothing and holds no truth: whoever gets
 * it looks at the index. It is at work until its node is at rest, so that one whose node dies is handed to another one, and
 * a node that is at work gets no second one. A node that is full when one reaches it, its own perhaps, leaves another one for
 * the others.
 *
 * What pg-boss forgets, or cannot carry because it is away, the loops find within a second.
 */
import { PgBoss } from 'pg-boss'
import { placeOf, withLimits } from '../store/open-postgres.ts'
import { asPostgresError } from '../store/postgres-error.ts'
import type { Dispatch, DispatchOptions } from './dispatch.ts'
import { type Embedded, startEmbedded } from './embedded.ts'

/** Beside our own tables: pg-boss makes and migrates its schema itself. */
const BOSS_SCHEMA = 'everthread_boss'
const WAKES = 'wakes'

/** A dead node's wake is missed after so long. The least that pg-boss takes. */
const HEARTBEAT_SECONDS = 10

/** A wake that nobody took in this time is no news any more: the loops have seen it. */
const WAKE_LIVES_SECONDS = 60

/** Listening holds one more. */
const MOST_CONNECTIONS = 2
const STOP_LIMIT_MS = 10_000

export interface PgBossOptions extends DispatchOptions {
  /** Of the store's database. */
  readonly databaseUrl: string
}

export function startPgBoss(options: PgBossOptions): Dispatch {
  const place = placeOf(options.databaseUrl)
  const tell = (error: unknown): void => options.onTrouble(asPostgresError(error, place) ?? error)
  const boss = createBoss(options, tell)
  let isUp = false
  const wakeOthers = (): void => {
    if (isUp) boss.send(WAKES).catch(tell)
  }
  const loop = startEmbedded({ ...options, onFull: wakeOthers })
  const passOnIfFull = (): void => {
    if (loop.isFull()) wakeOthers()
  }
  const onWake = async (): Promise<void> => {
    passOnIfFull()
    loop.nudge()
    await loop.atRest()
  }
  const onUp = (): void => {
    isUp = true
    passOnIfFull()
  }
  // The loops work without it.
  const up = bringUp(boss, onWake).then(onUp).catch(tell)
  return {
    lastTickAt: loop.lastTickAt,
    running: loop.running,
    nudge: loop.nudge,
    ended: takeDown(boss, { loop, up }),
  }
}

/**
 * @NOTE Where it listens, it polls every 30 s unless told otherwise; heartbeats of jobs are off unless asked for; and it
 *   emits what goes wrong in its background as `error`, which ends a process that does not listen.
 */
function createBoss({ databaseUrl }: PgBossOptions, tell: (error: unknown) => void): PgBoss {
  const boss = new PgBoss({
    connectionString: withLimits(databaseUrl),
    application_name: 'everthread',
    schema: BOSS_SCHEMA,
    max: MOST_CONNECTIONS,
    useListenNotify: true,
    superviseIntervalSeconds: 2,
    schedule: false,
    openTelemetry: { enabled: false },
  })
  return boss.on('error', tell)
}

async function bringUp(boss: PgBoss, onWake: () => Promise<void>): Promise<void> {
  await boss.start()
  await boss.createQueue(WAKES, {
    policy: 'short',
    notify: true,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    retentionSeconds: WAKE_LIVES_SECONDS,
    deleteAfterSeconds: WAKE_LIVES_SECONDS,
  })
  await boss.work(WAKES, { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 1 }, onWake)
}

/** After the loop: what is in flight is finished, and its wake with it. */
async function takeDown(
  boss: PgBoss,
  { loop, up }: { readonly loop: Embedded; readonly up: Promise<unknown> },
): Promise<void> {
  await loop.ended
  await up
  await boss.stop({ timeout: STOP_LIMIT_MS })
}
