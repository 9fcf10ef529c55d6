/**
 * `everthread run`: keeps the token alive while a command runs with it. The keeper writes the `.env`; the `.env` is watched;
 * a value changed by anybody is a new token, and the child gets it.
 */
import { randomUUID } from 'node:crypto'
import type { Notices } from '../../alerts/notices.ts'
import { fileSignature } from '../../service/file-signature.ts'
import type { Service } from '../../service/service.ts'
import { createTextFetch } from '../../net/text-fetch.ts'
import { readEnvText } from '../../sinks/env-file-sink.ts'
import type { SinkContent } from '../../sinks/token-sink.ts'
import { forwardSignals, groupFor } from '../../supervisor/forward-signals.ts'
import { createNodeProcessHost } from '../../supervisor/node-process-host.ts'
import { parseProve } from '../../supervisor/reported-proof.ts'
import { parseReload, type Reload } from '../../supervisor/reload.ts'
import type { SupervisorEvent } from '../../supervisor/supervisor-event.ts'
import { describeInvalidReload } from '../../supervisor/supervisor-words.ts'
import { superviseChild, type Supervisor } from '../../supervisor/supervisor.ts'
import { tellingWhatBlocks } from '../blocked-by.ts'
import type { CommandContext } from '../command-context.ts'
import { usageError } from '../command-error.ts'
import type { ExitCode } from '../exit-code.ts'
import { lifeLines, type LifeLines } from '../life-lines.ts'
import { type NoticeOptions, noticesFor } from '../notices.ts'
import { requireToken } from '../require-token.ts'
import { sentenceFor } from '../sentence.ts'
import { startService } from '../start-service.ts'
import { type EnvOptions, type EnvPlace, envPlace } from '../token-source.ts'

export interface RunOptions extends EnvOptions, NoticeOptions {
  /** `restart` unless said. */
  readonly reload?: string
  readonly prove?: string
  /** Milliseconds. */
  readonly grace?: number
}

/** The child is not kept waiting for Meta: without an answer in time it starts with what the file holds. */
const FIRST_ROUND_LIMIT_MS = 5_000
const WATCH_EVERY_MS = 200

export async function runRun(
  context: CommandContext,
  options: RunOptions,
  command: readonly string[],
): Promise<ExitCode> {
  const [program, ...args] = command
  if (program === undefined) throw usageError(context.words.runNeedsCommand)
  const reload = reloadOf(context, options)
  const place = envPlace(context, options)
  const lines = lifeLines(context, { jsonTo: 'stderr' })
  const notices = noticesFor(context, options, place)
  await using service = await tellingWhatBlocks(context, notices, async () => {
    // Before anything is started: a file that cannot be read is told now.
    requireToken(context, place)
    return await startService(context, { place, notices, lines })
  })
  await Promise.race([service.firstRound, context.host.sleep(FIRST_ROUND_LIMIT_MS, service.signal)])
  await using supervisor = supervise(context, {
    place,
    options,
    lines,
    reload,
    command: [program, ...args],
    notices,
  })
  using signals = forwardSignals(supervisor, process)
  void signals
  const watching = watchFile(context, { place, supervisor, service, lines })
  const { code } = await supervisor.ended
  service.stop()
  await watching
  return code
}

interface Supervision {
  readonly place: EnvPlace
  readonly options: RunOptions
  readonly lines: LifeLines
  readonly reload: Reload
  readonly command: [string, ...string[]]
  readonly notices: Notices
}

function supervise(
  context: CommandContext,
  { place, options, lines, reload, command, notices }: Supervision,
): Supervisor {
  return superviseChild(
    {
      command,
      environment: context.environment.inherited,
      key: place.key,
      token: requireToken(context, place),
      reload,
      group: groupFor(process.stdin),
      ...(options.prove !== undefined && { prove: parseProve(options.prove) }),
      ...(options.grace !== undefined && { graceMs: options.grace }),
    },
    {
      clock: context.host,
      host: createNodeProcessHost(),
      fetch: createTextFetch(context.http),
      newId: randomUUID,
      onEvent: (event) => {
        if (!isJobDone(event)) lines.supervisor(event)
        const shown = event.kind === 'proof' ? shownBy(event) : undefined
        if (shown) void notices.consumer(shown).catch((error: unknown) => lines.say('trouble', String(error)))
      },
    },
  )
}

type ProofEvent = Extract<SupervisorEvent, { kind: 'proof' }>

/** A command that ended before it could be looked at: a short job has nothing to prove. */
function isJobDone(event: SupervisorEvent): boolean {
  return event.kind === 'proof' && event.occasion === 'first' && hasNoVerdict(event)
}

/** What a person should hear of: a new token that the application does not show, and that it does again. */
function shownBy(event: ProofEvent): 'proven' | 'unproven' | undefined {
  if (event.proof.kind !== 'unproven') return 'proven'
  return event.occasion === 'first' || hasNoVerdict(event) ? undefined : 'unproven'
}

function hasNoVerdict({ proof }: ProofEvent): boolean {
  return proof.kind === 'unproven' && ['child-ended', 'superseded', 'stopped'].includes(proof.reason)
}

/** Until the child has ended: what stands in the file is what the child should have. */
async function watchFile(
  context: CommandContext,
  {
    place,
    supervisor,
    service,
    lines,
  }: { place: EnvPlace; supervisor: Supervisor; service: Service; lines: LifeLines },
): Promise<void> {
  let seen = fileSignature(place.path)
  while (!service.signal.aborted) {
    await Promise.race([context.host.sleep(WATCH_EVERY_MS, service.signal), service.nextWrite()])
    const signature = fileSignature(place.path)
    if (signature === seen) continue
    seen = signature
    const content = readQuietly(place)
    if (content.kind === 'token') supervisor.deliver(content.token)
    else
      lines.say(
        'file',
        sentenceFor(context, content.kind === 'empty' ? 'token-empty' : 'token-missing', place).message,
      )
  }
}

function readQuietly(place: EnvPlace): SinkContent {
  try {
    return readEnvText(place)
  } catch {
    return { kind: 'missing' } // Being replaced, or gone: the child goes on with what it has.
  }
}

function reloadOf({ config }: CommandContext, { reload = 'restart' }: RunOptions): Reload {
  const parsed = parseReload(reload)
  if (parsed.kind === 'invalid') throw usageError(describeInvalidReload(parsed, config.language))
  return parsed
}
