/** The entry point: the real streams and signals, one command, its exit code. Whatever stands here, every start waits for. */
import { readEnvironment } from '../config/env.ts'
import { pickLanguage } from '../words/language.ts'
import type { CommandContext } from './command-context.ts'
import type { ExitCode } from './exit-code.ts'
import type { ExplainedFailure } from './explain-failure.ts'
import { type GlobalOptions, runProgram, type Signals } from './program.ts'
import { createTerminal } from './terminal.ts'
import { withoutTokens } from '../observability/secret-shapes.ts'
import { programEn, programRu } from './words/program-words.ts'

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

// No `await` at the top of a module: the bundle is CommonJS (scripts/bundle.js).
void run()

async function run(): Promise<void> {
  process.exitCode = await main()
}

async function main(): Promise<number> {
  try {
    return await runProgram(argv, {
      words: language === 'ru' ? programRu : programEn,
      contextFor,
      out: (text) => terminal.out(text),
      err: (text) => terminal.say(text),
    })
  } catch (error) {
    const { explainFailure } = await import('./explain-failure.ts')
    return tellFailure(explainFailure(error, language))
  }
}

function tellFailure({ code, message, remedy, exitCode }: ExplainedFailure): ExitCode {
  if (argv.includes('--json') && !argv.includes('--')) {
    const problem = { code, message: withoutTokens(message), ...(remedy && { remedy }) }
    terminal.out(JSON.stringify({ schema: 'everthread/error@1', ok: false, problems: [problem] }))
  }
  terminal.say(`everthread: ${message}`)
  if (remedy) terminal.say(remedy)
  return exitCode
}

async function contextFor(options: GlobalOptions, signals: Signals): Promise<CommandContext> {
  if (signals === 'abort') abortOnSignals()
  const { createContext } = await import('./create-context.ts')
  return createContext({ environment, terminal, signal: stop.signal }, options)
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
