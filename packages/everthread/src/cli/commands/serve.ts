/** `everthread serve`: keeps every adopted token, or the `.env` here, and answers over HTTP. */
import type { CommandContext } from '../command-context.ts'
import { nothingKept } from '../command-error.ts'
import type { ExitCode } from '../exit-code.ts'
import type { NoticeOptions } from '../notices.ts'
import type { EnvOptions } from '../token-source.ts'

export interface ServeOptions extends EnvOptions, NoticeOptions {
  readonly demo?: boolean
  readonly orDemo?: boolean
}

export async function runServe(context: CommandContext, options: ServeOptions): Promise<ExitCode> {
  if (options.demo) return demo(context, 'asked')
  const { openServing } = await import('../serve/open-serving.ts')
  const { keepServing } = await import('../serve/keep-serving.ts')
  await using serving = await openServing(context, options)
  const { kept, installation } = serving.service
  if (kept > 0 || (installation && !options.orDemo)) return await keepServing(serving)
  if (!options.orDemo) throw nothingKept(context.words)
  await serving[Symbol.asyncDispose]()
  return await demo(context, 'nothing-kept')
}

async function demo(context: CommandContext, reason: 'asked' | 'nothing-kept'): Promise<ExitCode> {
  const { runDemo } = await import('../../demo/run-demo.ts')
  return runDemo(context, { reason })
}
