/** A simulation that is too large for one processor: the accounts are shared out among threads. */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Simulation, SimulationOrder } from './simulate.ts'

export async function simulateSharded(order: SimulationOrder): Promise<Simulation> {
  const shards = await Promise.all(sharesOf(order, availableParallelism()).map(runShard))
  const [first, ...others] = shards
  if (!first) throw new Error('a simulation needs an account')
  return others.reduce(
    (all, { lives, calls, rounds }) => ({
      ...all,
      lives: [...all.lives, ...lives],
      calls: all.calls + calls,
      rounds: all.rounds + rounds,
    }),
    first,
  )
}

/** An account has the same weather in whichever share it is. */
function sharesOf(order: SimulationOrder, threads: number): SimulationOrder[] {
  const size = Math.ceil(order.accounts / threads)
  const shares: SimulationOrder[] = []
  for (let done = 0; done < order.accounts; done += size) {
    const accounts = Math.min(size, order.accounts - done)
    shares.push({ ...order, firstAccount: order.firstAccount + done, accounts })
  }
  return shares
}

function runShard(order: SimulationOrder): Promise<Simulation> {
  const { promise, resolve, reject } = Promise.withResolvers<Simulation>()
  const worker = new Worker(new URL('shard.ts', import.meta.url), {
    workerData: order,
    execArgv: ['--conditions=@everthread/source'],
  })
  worker.once('message', resolve)
  worker.once('error', reject)
  return promise
}
