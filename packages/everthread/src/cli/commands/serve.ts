/** `everthread serve`: keeps every adopted token, or the `.env` here, and answers over HTTP. */
import { findInstallation } from '../../service/installation.ts'
import { realEnvPath } from '../../sinks/env-file-sink.ts'
import { findSink } from '../../store/sinks.ts'
import { tellingWhatBlocks } from '../blocked-by.ts'
import type { CommandContext } from '../command-context.ts'
import { CommandError, nothingKept } from '../command-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { explainFailure } from '../explain-failure.ts'
import { lifeLines } from '../life-lines.ts'
import { type NoticeOptions, noticesFor } from '../notices.ts'
import { requireToken } from '../require-token.ts'
import { createEventRelay } from '../serve/event-relay.ts'
import { type Serving, startHttp } from '../serve/start-http.ts'
import { startService } from '../start-service.ts'
import { type EnvOptions, type EnvPlace, envPlace } from '../token-source.ts'

export interface ServeOptions extends EnvOptions, NoticeOptions {
  readonly demo?: boolean
  readonly orDemo?: boolean
}

export async function runServe(given: CommandContext, options: ServeOptions): Promise<ExitCode> {
  if (options.demo) return demo(given, options)
  const { observe } = await import('../serve/observe.ts')
  const observed = observe(given, lifeLines(given, { jsonTo: 'stdout' }))
  const { context, lines, measure } = observed
  const place = envPlace(context, options)
  const relay = createEventRelay()
  const notices = noticesFor(context, { ...options, record: relay.record }, place)
  await using service = await tellingWhatBlocks(context, notices, async () => {
    if (options.env !== undefined) await requireKept(context, place)
    return await startService(given, { place, notices, lines, measure })
  })
  if (service.installation)
    relay.attach(service.installation, (error) =>
      lines.say('trouble', explainFailure(error, context.config.language).message),
    )
  if (service.kept > 0 || (service.installation && !options.orDemo))
    return await keepServing({ ...observed, service, place, notices })
  if (options.orDemo) {
    await service[Symbol.asyncDispose]()
    return await demo(context, options)
  }
  throw nothingKept(context.words)
}

/** A file that was named is an account's, or holds a token. Nothing else would ever tell that it is not kept. */
async function requireKept(context: CommandContext, place: EnvPlace): Promise<void> {
  await using installation = await findInstallation({ ...context, clock: context.host })
  const sink = installation && (await findSink(installation.store.db, realEnvPath(place.path), place.key))
  if (!sink) requireToken(context, place)
}

async function keepServing(serving: Serving): Promise<ExitCode> {
  const { service, lines, log } = serving
  const { config, words, signal } = serving.context
  await using server = await startHttp(serving).catch((cause: unknown) => {
    const { message, remedy } = words.cannotListen(config.host, config.port)
    throw new CommandError('cannot-listen', message, { remedy, cause })
  })
  log.serving(server.url)
  lines.say('serving', words.serving(service.kept, `${server.url}/healthz`))
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
