/** Who of a cluster's nodes holds how much, and how long it takes until a dead one holds nothing. */
import type { Cluster, Node } from './cluster.ts'
import { untilAsync } from './until.ts'

export async function heldBy({ rows }: Cluster, { process: { pid } }: Node): Promise<number> {
  const [row] = await rows<{ held: string }>(
    `SELECT count(*) AS held FROM everthread.account WHERE lease_owner LIKE '${pid}-%'`,
  )
  return Number(row?.held)
}

/** Whoever comes first may have claimed all that is due. */
export async function someHolder(cluster: Cluster, nodes: readonly Node[]): Promise<Node> {
  let holder: Node | undefined
  await untilAsync(async () => {
    for (const node of nodes) if (!holder && (await heldBy(cluster, node)) > 0) holder = node
    return holder !== undefined
  }, 'somebody holds something')
  if (!holder) throw new Error('nobody holds anything')
  return holder
}

/** Kills it, and waits until its accounts have another owner. Resolves with the milliseconds from its end to then. */
export async function killAndTakeOver(cluster: Cluster, node: Node, limitMs: number): Promise<number> {
  node.process.kill('SIGKILL')
  await node.process.ended
  const killedAt = performance.now()
  await untilAsync(
    async () => (await heldBy(cluster, node)) === 0,
    'its accounts have another owner',
    limitMs,
  )
  return performance.now() - killedAt
}
