/** Three nodes on one PostgreSQL, and what happens to one of them, or to the database, keeps no account from its turn. */
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { type Cluster, createCluster, type Node } from '../support/cluster.ts'
import { fillStore, pendingPart } from '../support/filled-folder.ts'
import { callsOf, verdictOn } from '../support/sandbox-calls.ts'
import { readPosts } from '../support/store-place.ts'
import { heldBy, killAndTakeOver, someHolder } from '../support/take-over.ts'
import { untilAsync } from '../support/until.ts'

/** Longer than a lease: what a node sleeps through when it is paused for a minute. */
const PAUSE_MS = 12_000
const TAKE_OVER_MS = 15_000
const UNTIL_RED_MS = 25_000

describe.skipIf(inject('postgresUrl') === undefined)('three nodes on one PostgreSQL', () => {
  let cluster: Cluster
  let nodes: readonly [Node, Node, Node]

  beforeEach(async () => {
    cluster = await createCluster()
  })
  afterEach(() => cluster[Symbol.asyncDispose]())

  const startNodes = async (): Promise<void> => {
    nodes = await Promise.all([cluster.startNode(), cluster.startNode(), cluster.startNode()])
  }
  const adoptMany = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n += 1) await cluster.adopt('45d')
    cluster.sandbox.requests.clear()
  }
  /** So that every node holds claims for a while, in the middle of a call that cannot be taken back. */
  const slowRenewals = (ms: number, times: number): void => {
    cluster.sandbox.faults.add({ endpoint: 'refresh_access_token', times, fault: { kind: 'delay', ms } })
  }
  /** Claims that are held, renewals under way and accounts that are due. */
  const unfinished = async (): Promise<number> => {
    const [row] = await cluster.rows<{ left: string }>(`SELECT
      (SELECT count(*) FROM everthread.account WHERE lease_owner IS NOT NULL)
      + (SELECT count(*) FROM everthread.journal)
      + (SELECT count(*) FROM everthread.work WHERE kind = 'token' AND due_at <= ${Date.now()}) AS left`)
    return Number(row?.left)
  }
  const generations = () =>
    cluster.rows('SELECT account_id, number, state, sealed_token FROM everthread.generation ORDER BY 1, 2')

  it('take the accounts of a killed one over within 15 s', async () => {
    await adoptMany(24)
    slowRenewals(6_000, 48)
    await startNodes()
    const doomed = await someHolder(cluster, nodes)
    expect(await killAndTakeOver(cluster, doomed, TAKE_OVER_MS)).toBeLessThan(TAKE_OVER_MS)
    await untilAsync(async () => (await unfinished()) === 0, 'nothing is left to do', 60_000)
    const survivors = nodes.filter((node) => node !== doomed)
    expect(survivors.flatMap(({ process }) => troubleIn(process.stdout()))).toEqual([])
  })

  it('go on without one that is paused, which writes nothing under its old claims when it wakes', async () => {
    await adoptMany(6)
    slowRenewals(4_000, 6)
    const paused = await cluster.startNode()
    await untilAsync(async () => (await heldBy(cluster, paused)) === 6, 'it holds all')
    paused.process.kill('SIGSTOP')
    const pausedAt = performance.now()
    const other = await cluster.startNode()
    await untilAsync(async () => (await unfinished()) === 0, 'the other one has done it all', 40_000)
    await untilAsync(async () => performance.now() - pausedAt > PAUSE_MS, 'it has slept for long enough')
    const before = await generations()
    const renewals = callsOf(cluster.sandbox, 'refresh_access_token')
    paused.process.kill('SIGCONT')
    await untilAsync(async () => (await paused.health()) === 200, 'it is well again')
    await untilAsync(async () => (await unfinished()) === 0, 'nothing is left to do')
    expect(await generations()).toEqual(before)
    expect(callsOf(cluster.sandbox, 'refresh_access_token')).toBe(renewals)
    expect(await other.health()).toBe(200)
  })

  it('publish a post once although one is paused in the middle of that, and wakes when another one has its account', async () => {
    const { sandbox, place } = cluster
    // Its clock is followed from five minutes on.
    const plannedAt = sandbox.clock.advance('10m')
    const { id: userId } = sandbox.users.put({ username: 'anna' })
    const { access_token: token } = sandbox.tokens.create({ user: 'anna' })
    const post = { id: 'p', state: 'scheduled' as const, plannedAt, parts: [pendingPart(1, 'Once')] }
    await fillStore(place, [{ member: { userId, username: 'anna', token }, token: 'fresh', posts: [post] }])
    sandbox.faults.add({ endpoint: 'publish', fault: { kind: 'delay', ms: 2_000 } })
    const isPost = async (state: string): Promise<boolean> =>
      (await readPosts(place)).every((one) => one.state === state)
    const paused = await cluster.startNode()
    await untilAsync(
      async () => (await isPost('publishing')) && callsOf(sandbox, 'publish') === 1,
      'it is sent',
    )
    paused.process.kill('SIGSTOP')
    await cluster.startNode()
    const isOut = async (): Promise<boolean> => {
      sandbox.clock.advance('5s')
      return await isPost('published')
    }
    await untilAsync(isOut, 'the other one has found out', 40_000)
    paused.process.kill('SIGCONT')
    await untilAsync(async () => (await paused.health()) === 200, 'it is well again')
    await untilAsync(async () => (await unfinished()) === 0, 'nothing is left to do')
    expect(await isPost('published')).toBe(true)
    expect(callsOf(sandbox, 'publish')).toBe(1)
  })

  it('are red while the database is away, say so, and go on when it is back: nothing is lost', async () => {
    await adoptMany(24)
    slowRenewals(1_500, 24)
    await startNodes()
    await untilAsync(async () => callsOf(cluster.sandbox, 'refresh_access_token') > 4, 'they are at work')
    await cluster.postgres.stop()
    const isRed = async ({ health }: Node): Promise<boolean> => (await health()) === 503
    for (const node of nodes) await untilAsync(() => isRed(node), 'its health is red', UNTIL_RED_MS)
    await cluster.postgres.start()
    for (const node of nodes)
      await untilAsync(async () => (await node.health()) === 200, 'its health is green', UNTIL_RED_MS)
    await untilAsync(async () => (await unfinished()) === 0, 'nothing is left to do', 60_000)
    for (const { process } of nodes) expect(process.stdout() + process.stderr()).toMatch(/does not answer/)
    const alive = cluster.sandbox.tokens
      .list()
      .filter(({ access_token: token }) => verdictOn(cluster.sandbox, token) === 'alive')
    expect(alive.length).toBeGreaterThanOrEqual(24)
  })
})

function troubleIn(lines: string): string[] {
  return lines.split('\n').filter((line) => line.includes('"kind":"trouble"'))
}
