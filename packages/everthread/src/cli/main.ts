/** The entry point: puts the real world together, runs one command, ends with its code. */
import { randomBytes, randomInt } from 'node:crypto'
import { homedir, tmpdir } from 'node:os'
import { parseConfig } from '../config/config.ts'
import { readEnvironment } from '../config/env.ts'
import { armCrashPoint } from '../keeper/crash-point.ts'
import { createHttpFetch } from '../net/http-fetch.ts'
import { hostZone, systemClock } from '../time/clock.ts'
import { createSkewedClock } from '../time/skew.ts'
import { createFormat } from '../words/format.ts'
import { pickLanguage } from '../words/language.ts'
import type { CommandContext } from './command-context.ts'
import { explainFailure } from './explain-failure.ts'
import { type GlobalOptions, runProgram, type Signals } from './program.ts'
import { createTerminal, withoutTokens } from './terminal.ts'
import { en } from './words/en.ts'
import { programEn, programRu } from './words/program-words.ts'
import { ru } from './words/ru.ts'

const environment = readEnvironment()
const { raw } = environment
const stop = new AbortController()

const terminal = createTerminal(process, {
  noColor: raw.NO_COLOR !== undefined,
  forceColor: raw.FORCE_COLOR !== undefined && raw.FORCE_COLOR !== '0',
})
const argv = process.argv.slice(2)
const language = pickLanguage(
  flagValue('--lang') ?? raw.EVERTHREAD_LANG,
  raw.LC_ALL ?? raw.LC_MESSAGES ?? raw.LANG,
)

// `everthread check | head -1`: whoever reads has read enough.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit()
  })
}

void main().then((code) => {
  process.exitCode = code
})

async function main(): Promise<number> {
  try {
    return await runProgram(argv, {
      words: language === 'ru' ? programRu : programEn,
      contextFor,
      out: (text) => terminal.out(text),
      err: (text) => terminal.say(text),
    })
  } catch (error) {
    const failure = explainFailure(error)
    if (argv.includes('--json') && !argv.includes('--')) {
      const { code, message, remedy } = failure
      terminal.out(
        JSON.stringify({
          schema: 'everthread/error@1',
          ok: false,
          problems: [{ code, message: withoutTokens(message), ...(remedy && { remedy }) }],
        }),
      )
    }
    terminal.say(`everthread: ${failure.message}`)
    if (failure.remedy) terminal.say(failure.remedy)
    return failure.exitCode
  }
}

function contextFor(options: GlobalOptions, signals: Signals): CommandContext {
  if (signals === 'abort') abortOnSignals()
  const { getuid } = process
  const config = parseConfig(
    raw,
    {
      platform: process.platform,
      homeDir: homedir(),
      tempDir: tmpdir(),
      ...(getuid && { userId: getuid.call(process) }),
    },
    options,
  )
  return {
    config,
    raw,
    environment,
    terminal,
    words: config.language === 'ru' ? ru : en,
    format: createFormat(config.language, hostZone()),
    json: options.json === true,
    host: systemClock,
    clock: createSkewedClock(systemClock),
    http: createHttpFetch({ proxies: config.proxies, keepAlive: true }),
    cwd: process.cwd(),
    signal: stop.signal,
    crashPoint: armCrashPoint(config.crashAt, () => process.kill(process.pid, 'SIGKILL')),
    randomId: () => randomBytes(12).toString('hex'),
    randomBytes,
    random: () => randomInt(0, 1_000_000) / 1_000_000,
    pid: process.pid,
  }
}

function abortOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => stop.abort(signal))
}

/** The language of the help and of errors is needed before the command line is parsed. */
function flagValue(name: string): string | undefined {
  const at = argv.findIndex((word) => word === name || word.startsWith(`${name}=`))
  const word = argv[at]
  if (word === undefined) return undefined
  return word === name ? argv[at + 1] : word.slice(name.length + 1)
}
