/** Everything that `serve` runs, before it listens. */
import { findInstallation } from '../../service/installation.ts'
import { realEnvPath } from '../../sinks/env-file-sink.ts'
import { findSink } from '../../store/sinks.ts'
import { tellingWhatBlocks } from '../blocked-by.ts'
import type { CommandContext } from '../command-context.ts'
import { explainFailure } from '../explain-failure.ts'
import { lifeLines } from '../life-lines.ts'
import { type NoticeOptions, noticesFor } from '../notices.ts'
import { requireToken } from '../require-token.ts'
import { startService } from '../start-service.ts'
import { type EnvOptions, type EnvPlace, envPlace } from '../token-source.ts'
import { createEventRelay } from './event-relay.ts'
import { observe } from './observe.ts'
import type { Serving } from './start-http.ts'

/** It ends with the service that is in it. */
export type Opened = Serving & AsyncDisposable

export async function openServing(
  given: CommandContext,
  options: EnvOptions & NoticeOptions,
): Promise<Opened> {
  const observed = observe(given, lifeLines(given, { jsonTo: 'stdout' }))
  const { context, lines, measure } = observed
  const place = envPlace(context, options)
  const relay = createEventRelay()
  const notices = noticesFor(context, { ...options, record: relay.record }, place)
  const service = await tellingWhatBlocks(context, notices, async () => {
    if (options.env !== undefined) await requireKept(context, place)
    return await startService(given, { place, notices, lines, measure })
  })
  if (service.installation)
    relay.attach(service.installation, (error) =>
      lines.say('trouble', explainFailure(error, context.config.language).message),
    )
  return {
    ...observed,
    service,
    place,
    notices,
    alerts: { notify: options.notify !== undefined, heartbeat: options.heartbeat !== undefined },
    [Symbol.asyncDispose]: () => service[Symbol.asyncDispose](),
  }
}

/** A file that was named is an account's, or holds a token. Nothing else would ever tell that it is not kept. */
async function requireKept(context: CommandContext, place: EnvPlace): Promise<void> {
  await using installation = await findInstallation({ ...context, clock: context.host })
  const sink = installation && (await findSink(installation.store.db, realEnvPath(place.path), place.key))
  if (!sink) requireToken(context, place)
}
