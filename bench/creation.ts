/** How soon `createSandbox()` listens. */
import { createSandbox, type SandboxOptions } from '@everthread/sandbox'
import type { Figure } from './figure.ts'
import { median, middleHalf } from './samples.ts'
import { inTurns } from './turns.ts'

export async function benchCreation(what: string, options: SandboxOptions, rounds: number): Promise<Figure> {
  const { create } = await inTurns({ create: () => timeOfCreation(options) }, rounds)
  return { what, value: median(create), unit: 'ms', atMost: 30, detail: middleHalf(create) }
}

/** Milliseconds until it listens. */
async function timeOfCreation(options: SandboxOptions): Promise<number> {
  const from = performance.now()
  await using sandbox = await createSandbox(options)
  void sandbox
  return performance.now() - from
}
