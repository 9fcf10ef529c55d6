/** `everthread serve`: keeps every adopted token, or the `.env` here, and answers `/healthz`. */
import { startHealthServer } from '../../server/health-server.ts'
import type { CommandContext } from '../command-context.ts'
import { CommandError } from '../command-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { healthOf } from '../health-of.ts'
import { type Keeping, startKeeping } from '../keeping.ts'
import { lifeLines, type LifeLines } from '../life-lines.ts'
import type { NoticeOptions } from '../notices.ts'
import { type EnvOptions, envPlace } from '../token-source.ts'

export interface ServeOptions extends EnvOptions, NoticeOptions {
  readonly demo?: boolean
  readonly orDemo?: boolean
}

export async function runServe(context: CommandContext, options: ServeOptions): Promise<ExitCode> {
  if (options.demo) return demo(context, options)
  const lines = lifeLines(context, { jsonTo: 'stdout' })
  await using keeping = await startKeeping(context, { place: envPlace(context, options), options, lines })
  if (keeping.kept > 0) return await keepServing(context, keeping, lines)
  if (options.orDemo) {
    await keeping[Symbol.asyncDispose]()
    return await demo(context, options)
  }
  throw new CommandError('nothing-kept', context.words.nothingKept, {
    exitCode: EXIT.needsPerson,
    remedy: context.words.nothingKeptRemedy,
  })
}

async function keepServing(context: CommandContext, keeping: Keeping, lines: LifeLines): Promise<ExitCode> {
  const { config, words, host, signal } = context
  await using server = await startHealthServer({
    host: config.host,
    port: config.port,
    health: () => healthOf(keeping, host),
  }).catch((cause: unknown) => {
    const { message, remedy } = words.cannotListen(config.host, config.port)
    throw new CommandError('cannot-listen', message, { remedy, cause })
  })
  lines.say('serving', words.serving(keeping.kept, `${server.url}/healthz`))
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  lines.say('stopped', words.stopped)
  return EXIT.done
}

async function demo(context: CommandContext, options: ServeOptions): Promise<ExitCode> {
  const { runDemo } = await import('../../demo/run-demo.ts')
  return runDemo(context, { reason: options.demo ? 'asked' : 'nothing-kept' })
}
