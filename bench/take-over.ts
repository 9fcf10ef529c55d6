/** How long the accounts of a node that was killed are nobody's: three nodes on one PostgreSQL, one of them in the middle of its work. */
import { createCluster } from '../test/support/cluster.ts'
import { bundleEverthread, type Everthread } from '../test/support/everthread.ts'
import { findPostgres } from '../test/support/private-postgres.ts'
import { killAndTakeOver, someHolder } from '../test/support/take-over.ts'
import type { Figure } from './figure.ts'
import type { BenchOptions } from './main.ts'

const ACCOUNTS = 24
const BAR_MS = 15_000

/** So that whoever claims an account holds it for a while. */
const RENEWAL_MS = 6_000

export async function benchTakeOver({ quick }: BenchOptions): Promise<Figure[]> {
  if (findPostgres() === undefined) {
    console.error('take-over: not run, there is no PostgreSQL here')
    return []
  }
  using everthread = await bundleEverthread()
  const rounds: number[] = []
  while (rounds.length < (quick ? 1 : 5)) rounds.push(await takeOver(everthread))
  return [
    {
      what: 'a killed node’s accounts have another owner, the longest',
      value: Math.max(...rounds),
      unit: 'ms',
      atMost: BAR_MS,
      detail: `${rounds.map((ms) => (ms / 1000).toFixed(1)).join(', ')} s; a lease lasts for 10 s`,
    },
  ]
}

async function takeOver(everthread: Everthread): Promise<number> {
  await using cluster = await createCluster({ everthread })
  for (let n = 0; n < ACCOUNTS; n += 1) await cluster.adopt('45d')
  const fault = { kind: 'delay', ms: RENEWAL_MS } as const
  cluster.sandbox.faults.add({ endpoint: 'refresh_access_token', times: 2 * ACCOUNTS, fault })
  const nodes = await Promise.all([cluster.startNode(), cluster.startNode(), cluster.startNode()])
  return await killAndTakeOver(cluster, await someHolder(cluster, nodes), 2 * BAR_MS)
}
