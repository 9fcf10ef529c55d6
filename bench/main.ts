/** Runs the benches that are named, or all, and prints one table. Exit code 1 where a bar is missed, 2 for an unknown name. */
import { availableParallelism, cpus, loadavg } from 'node:os'
import { benchClientSize } from './client-size.ts'
import { benchClientThroughput } from './client-throughput.ts'
import type { Figure } from './figure.ts'
import { benchIdleKeeper } from './idle-keeper.ts'
import { benchInsightPages } from './insights/pages.ts'
import { benchNewToken } from './new-token.ts'
import { benchAtRest } from './posts/at-rest.ts'
import { benchPublishing } from './posts/races.ts'
import { benchSandbox } from './sandbox.ts'
import { benchSandboxPopulation } from './sandbox-population.ts'
import { benchStartUp } from './start-up.ts'
import { isMissed, tableOf } from './table.ts'
import { benchWebSize } from './web/size.ts'
import { benchWebVitals } from './web/vitals.ts'
import { benchTakeOver } from './take-over.ts'

export interface BenchOptions {
  /** A look instead of a measurement: few rounds, short waits. */
  readonly quick: boolean
}

const BENCHES: Readonly<Record<string, (options: BenchOptions) => Promise<readonly Figure[]>>> = {
  'start-up': benchStartUp,
  'idle-keeper': benchIdleKeeper,
  'new-token': benchNewToken,
  'client-size': benchClientSize,
  'client-throughput': benchClientThroughput,
  sandbox: benchSandbox,
  'sandbox-population': benchSandboxPopulation,
  'at-rest': benchAtRest,
  publishing: benchPublishing,
  'web-size': benchWebSize,
  'web-vitals': benchWebVitals,
  'insight-pages': benchInsightPages,
  'take-over': benchTakeOver,
}

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  const options = { quick: args.includes('--quick') }
  const named = args.filter((arg) => arg !== '--quick')
  const unknown = named.filter((name) => !(name in BENCHES))
  if (unknown.length > 0) {
    console.error(`no such bench: ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}`)
    return 2
  }
  const figures: Figure[] = []
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (named.length > 0 && !named.includes(name)) continue
    console.error(`${name} …`)
    figures.push(...(await bench(options)))
  }
  const [cpu] = cpus()
  const load = loadavg()[0]?.toFixed(1)
  console.log(`Node ${process.versions.node}, ${availableParallelism()} × ${cpu?.model}, load ${load}\n`)
  console.log(tableOf(figures))
  return figures.some(isMissed) ? 1 : 0
}
