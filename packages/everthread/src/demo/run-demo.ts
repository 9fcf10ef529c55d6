/**
 * `serve --demo`: the service as `serve` starts it, over a sandbox whose clock and whose breakages stand on a page of the web
 * app. Whoever has the link is let in (docs/decisions/0043).
 */
import { spawn } from 'node:child_process'
import type { CommandContext } from '../cli/command-context.ts'
import { CommandError } from '../cli/command-error.ts'
import type { ExitCode } from '../cli/exit-code.ts'
import { explainFailure } from '../cli/explain-failure.ts'
import { keepServing } from '../cli/serve/keep-serving.ts'
import { openServing, type Opened } from '../cli/serve/open-serving.ts'
import { envPlace } from '../cli/token-source.ts'
import { openBrowser } from '../connect/open-browser.ts'
import { createDemoSandbox, type DemoSandbox } from './demo-sandbox.ts'
import { type DemoWorld, openDemoWorld } from './demo-world.ts'
import { demoWords } from './demo-words.ts'
import { seedDemo } from './seed-demo.ts'
import { createClockTurner } from './turn-clock.ts'

export interface DemoOptions {
  readonly reason: 'asked' | 'nothing-kept'
}

export async function runDemo(real: CommandContext, { reason }: DemoOptions): Promise<ExitCode> {
  const words = demoWords(real.config.language)
  await using world = await openDemoWorld(real).catch((cause: unknown) => {
    const { message, remedy } = words.noSandbox(real.config.apiBaseUrl)
    throw new CommandError('no-sandbox', message, { remedy, cause })
  })
  const { context, control } = world
  const place = envPlace(context, {})
  await seedDemo(world, place)
  await using serving = await openServing(context, {})
  const sandbox = demoSandboxFor(world, serving)
  const { signal } = serving.service
  const watching = Promise.all([control.follow(signal), sandbox.watch(signal)])
  const { lines } = serving
  lines.say('demo', reason === 'asked' ? words.asked : words.nothingToKeep)
  for (const sentence of [words.what(place.path), words.page(control.url), words.howToStop])
    lines.say('demo', sentence)
  const code = await keepServing({ ...serving, sandbox }, { invite: (door) => invite(context, door) })
  serving.service.stop()
  await watching
  real.terminal.say(words.stopped)
  return code
}

function demoSandboxFor({ context, control }: DemoWorld, { service, lines }: Opened): DemoSandbox {
  const { installation, signal } = service
  if (!installation) throw new Error('the demo has lost its data folder')
  const { host, config } = context
  const turner = createClockTurner(
    {
      db: installation.store.db,
      host,
      now: () => control.now(),
      advance: (byMs) => control.advance(byMs),
      nudge: () => service.nudge(),
      signal,
    },
    (error) => lines.say('trouble', explainFailure(error, config.language).message),
  )
  return createDemoSandbox({ control, turner, host })
}

/** Told on the terminal alone, and opened where somebody sits before it: a browser that is not there is no failure. */
async function invite(
  { terminal, config, host }: CommandContext,
  { url, link }: { readonly url: string; readonly link?: string },
): Promise<void> {
  const words = demoWords(config.language)
  const address = link === undefined ? url : `${url}/demo#${link}`
  terminal.say(terminal.style.strong(link === undefined ? words.openAgain(url) : words.open(address)))
  if (!terminal.isInteractive || config.inCi) return
  await openBrowser(address, { platform: process.platform, clock: host, spawn })
}
