/** One share of a large simulation, in a thread of its own. */
import { parentPort, workerData } from 'node:worker_threads'
import { simulate, type SimulationOrder } from './simulate.ts'

parentPort?.postMessage(await simulate(workerData as SimulationOrder), [])
