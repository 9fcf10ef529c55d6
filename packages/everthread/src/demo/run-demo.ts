/**
 * `serve --demo`: the main job before anybody's eyes. Everything is the product's own (the loop, the store, the editor, the
 * supervisor); the demo only owns the sandbox, whose clock it moves to the next due row when nothing is in flight, and the
 * story: now and then Meta is down, or a person changes a password.
 */
import { randomUUID } from 'node:crypto'
import { Secret } from '@everthread/client'
import { adoptToken } from '../account/adopt-token.ts'
import type { CommandContext } from '../cli/command-context.ts'
import { EXIT, type ExitCode } from '../cli/exit-code.ts'
import { keeperApi } from '../cli/keeper-for.ts'
import { lifeLines, type LifeLines } from '../cli/life-lines.ts'
import { noticesFor } from '../cli/notices.ts'
import { startService } from '../cli/start-service.ts'
import { fileSignature } from '../service/file-signature.ts'
import { type Installation, makeInstallation } from '../service/installation.ts'
import type { Service } from '../service/service.ts'
import { readEnvText, realEnvPath } from '../sinks/env-file-sink.ts'
import { DEFAULT_KEY } from '../cli/token-source.ts'
import { createNodeProcessHost } from '../supervisor/node-process-host.ts'
import { superviseChild, type Supervisor } from '../supervisor/supervisor.ts'
import { createTextFetch } from '../net/text-fetch.ts'
import { DEMO_CONSUMER } from './demo-consumer.ts'
import { createDemoStory } from './demo-story.ts'
import { createDemoWorld, type DemoWorld } from './demo-world.ts'
import { demoWords } from './demo-words.ts'
import { stepClock } from './step-clock.ts'

export interface DemoOptions {
  readonly reason: 'asked' | 'nothing-kept'
}

export async function runDemo(real: CommandContext, { reason }: DemoOptions): Promise<ExitCode> {
  await using world = await createDemoWorld(real)
  const { context, sandbox, envFile } = world
  const words = demoWords(context.config.language)
  const lines = lifeLines(context, { jsonTo: 'stdout' })
  lines.say('demo', reason === 'asked' ? words.asked : words.nothingToKeep)
  for (const sentence of [words.what(envFile), words.page(sandbox.url), words.howToStop])
    lines.say('demo', sentence)
  await using installation = await adopt(world, lines)
  const place = { path: envFile, key: DEFAULT_KEY }
  const notices = noticesFor(context, {}, place)
  await using service = await startService(context, { place, notices, lines })
  await using consumer = startConsumer(world, lines)
  const watching = handOver(world, service, consumer)
  await stepClock({
    world,
    db: installation.store.db,
    service,
    lines,
    words,
    story: createDemoStory(world, lines, words),
    signal: real.signal,
  })
  service.stop()
  consumer.stop('SIGTERM')
  await Promise.all([watching, consumer.ended])
  real.terminal.say(words.stopped)
  return EXIT.done
}

/** Resolves with the data folder that it has made. */
async function adopt(world: DemoWorld, lines: LifeLines): Promise<Installation> {
  const { context, envFile } = world
  const text = world.newToken('30d')
  world.writeEnv(text)
  const token = new Secret(text)
  const look = await keeperApi(context).look(token)
  if (look.kind !== 'ok') throw new Error('the sandbox does not know its own token')
  const { profile, facts } = look.value
  const installation = await makeInstallation({ ...context, clock: context.host })
  await adoptToken(installation, {
    token,
    facts,
    profile,
    source: 'adopted',
    now: context.clock.now(),
    sink: { path: realEnvPath(envFile), key: DEFAULT_KEY, delivered: 'yes' },
    randomId: context.randomId,
    random: context.random,
  })
  lines.say('adopted', demoWords(context.config.language).adopted(`@${profile.username ?? profile.id}`))
  return installation
}

function startConsumer({ context, envFile }: DemoWorld, lines: LifeLines): Supervisor {
  const content = readEnvText({ path: envFile, key: DEFAULT_KEY })
  if (content.kind !== 'token') throw new Error('the demo lost its own token')
  return superviseChild(
    {
      command: [process.execPath, '-e', DEMO_CONSUMER],
      environment: context.environment.inherited,
      key: DEFAULT_KEY,
      token: content.token,
      reload: { kind: 'restart' },
      stdio: { stdin: 'ignore', stdout: 2, stderr: 2 },
    },
    {
      clock: context.host,
      host: createNodeProcessHost(),
      fetch: createTextFetch(context.http),
      newId: randomUUID,
      onEvent: (event) => lines.supervisor(event),
    },
  )
}

/** As `run` does: whatever stands in the file is what the application should have. */
async function handOver(
  { context, envFile }: DemoWorld,
  service: Service,
  consumer: Supervisor,
): Promise<void> {
  let seen = fileSignature(envFile)
  while (!service.signal.aborted) {
    await Promise.race([context.host.sleep(100, service.signal), service.nextWrite()])
    if (fileSignature(envFile) === seen) continue
    seen = fileSignature(envFile)
    const content = readEnvText({ path: envFile, key: DEFAULT_KEY })
    if (content.kind === 'token') consumer.deliver(content.token)
  }
}
