/** The command line: names, options, which command runs. Each command's module is loaded when it is called. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { parseDuration } from '../time/duration.ts'
import { VERSION } from '../version.ts'
import { LANGUAGES } from '../words/language.ts'
import type { CommandContext } from './command-context.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import type { ProgramWords } from './words/program-words.ts'

export interface GlobalOptions {
  readonly json?: boolean
  readonly lang?: string
  readonly data?: string
  readonly apiUrl?: string
}

export interface ProgramOptions {
  readonly words: ProgramWords
  /** Makes what a command runs with, from the global options. */
  readonly contextFor: (options: GlobalOptions, signals: Signals) => Promise<CommandContext>
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

/** Parses and runs. Resolves with the exit code; rejects with what the command threw. */
export async function runProgram(argv: readonly string[], options: ProgramOptions): Promise<ExitCode> {
  const outcome: { code: ExitCode } = { code: EXIT.done }
  const program = buildProgram(options, (code) => {
    outcome.code = code
  })
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return outcome.code
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    // Commander has said it already. Help and version are answers, everything else is a wrong command line.
    return error.exitCode === 0 ? EXIT.done : EXIT.usage
  }
}

type Run<O> = (context: CommandContext, options: O, words: readonly string[]) => Promise<ExitCode>

/** Who answers SIGINT and SIGTERM: `main`, by aborting the context's signal, or the command itself. */
export type Signals = 'abort' | 'own'

interface CommandSpec<O> {
  readonly load: () => Promise<Run<O>>
  readonly signals?: Signals
}

function buildProgram(
  { words, contextFor, out, err }: ProgramOptions,
  finish: (code: ExitCode) => void,
): Command {
  const program = new Command('everthread')
  program
    .description(words.program)
    .version(VERSION)
    .exitOverride()
    .showSuggestionAfterError(true)
    .configureOutput({
      writeOut: (text) => out(text.replace(/\n$/, '')),
      writeErr: (text) => err(text.replace(/\n$/, '')),
    })
    .enablePositionalOptions()
  const action = <O>({ load, signals = 'abort' }: CommandSpec<O>) =>
    async function run(this: Command, ...given: unknown[]): Promise<void> {
      const command = given.at(-1) as Command
      const options = command.optsWithGlobals<O & GlobalOptions>()
      const execute = await load()
      finish(await execute(await contextFor(options, signals), options, command.args))
    }
  addTokenCommands(program, words, action)
  addAccountCommands(program, words, action)
  addLongRunning(program, words, action)
  for (const command of [program, ...program.commands]) addGlobals(command, words)
  return program
}

type Action = <O>(spec: CommandSpec<O>) => (this: Command, ...given: unknown[]) => Promise<void>

function addGlobals(command: Command, words: ProgramWords): void {
  command
    .option('--json', words.json)
    .addOption(new Option('--lang <language>', words.lang).choices([...LANGUAGES]))
    .option('--data <folder>', words.data)
    .option('--api-url <url>', words.apiUrl)
}

function addTokenCommands(program: Command, words: ProgramWords, action: Action): void {
  envOptions(program.command('check').description(words.check), words)
    .option('--within <duration>', words.checkWithin, duration)
    .action(action({ load: async () => (await import('./commands/check.ts')).runCheck }))
  noticeOptions(envOptions(program.command('renew').description(words.renew), words), words)
    .option('--within <duration>', words.renewWithin, duration)
    .option('--force', words.force)
    .option('--dry-run', words.dryRun)
    .option('--exit-code', words.exitCode)
    .option('--deliver <command>', words.deliver)
    .option('--keep-local', words.keepLocal)
    .action(action({ load: async () => (await import('./commands/renew.ts')).runRenew }))
  envOptions(program.command('exchange').description(words.exchange), words)
    .option('--token <->', words.tokenInput, dash)
    .option('--print', words.print)
    .action(action({ load: async () => (await import('./commands/exchange.ts')).runExchange }))
  envOptions(program.command('adopt').description(words.adopt), words)
    .option('--token <->', words.tokenInput, dash)
    .option('--switch-account', words.switchAccount)
    .action(action({ load: async () => (await import('./commands/adopt.ts')).runAdopt }))
  envOptions(program.command('connect').description(words.connect), words)
    .option('--paste', words.paste)
    .option('--redirect-uri <url>', words.redirectUri)
    .option('--switch-account', words.switchAccount)
    .action(action({ load: async () => (await import('./commands/connect.ts')).runConnect }))
}

function addAccountCommands(program: Command, words: ProgramWords, action: Action): void {
  program
    .command('status')
    .description(words.status)
    .action(action({ load: async () => (await import('./commands/status.ts')).runStatus }))
  program
    .command('history')
    .description(words.history)
    .argument('[account]', words.accountArgument)
    .action(action({ load: async () => (await import('./commands/history.ts')).runHistory }))
  program
    .command('rollback')
    .description(words.rollback)
    .argument('[account]', words.accountArgument)
    .option('--to <number>', words.rollbackTo, wholeNumber)
    .action(action({ load: async () => (await import('./commands/rollback.ts')).runRollback }))
  envOptions(program.command('doctor').description(words.doctor), words).action(
    action({ load: async () => (await import('./commands/doctor.ts')).runDoctor }),
  )
}

function addLongRunning(program: Command, words: ProgramWords, action: Action): void {
  noticeOptions(envOptions(program.command('run').description(words.run), words), words)
    .option('--reload <how>', words.reload, 'restart')
    .option('--prove <how>', words.prove)
    .option('--grace <duration>', words.grace, duration)
    .argument('<command...>', words.commandArgument)
    .passThroughOptions()
    .action(action({ signals: 'own', load: async () => (await import('./commands/run.ts')).runRun }))
  noticeOptions(envOptions(program.command('serve').description(words.serve), words), words)
    .option('--demo', words.demo)
    .option('--or-demo', words.orDemo)
    .action(action({ load: async () => (await import('./commands/serve.ts')).runServe }))
}

function envOptions(command: Command, words: ProgramWords): Command {
  return command.option('--env <file>', words.env).option('--key <name>', words.key)
}

function noticeOptions(command: Command, words: ProgramWords): Command {
  return command
    .option('--notify <command>', words.notify)
    .option('--heartbeat <url>', words.heartbeat, webUrl)
}

function duration(text: string): number {
  const ms = parseDuration(text)
  if (ms === undefined || ms <= 0)
    throw new InvalidArgumentError('It must be a duration such as 90s, 25h or 7d.')
  return ms
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.')
  return Number(text)
}

function dash(text: string): string {
  if (text !== '-') {
    throw new InvalidArgumentError(
      'It must be "-": the token is read from standard input, because arguments are seen by everybody.',
    )
  }
  return text
}

function webUrl(text: string): string {
  const url = URL.parse(text)
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
    throw new InvalidArgumentError('It must be a URL.')
  return text
}
