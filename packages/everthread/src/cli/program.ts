/** The command line: names, options, which command runs. Each command's module is loaded when it is called. */
import { Command, CommanderError } from 'commander'
import { VERSION } from '../version.ts'
import type { CommandContext } from './command-context.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { lineMistake } from './line-mistake.ts'
import { type OptionParsers, optionParsers } from './option-parsers.ts'
import { addPostCommands } from './post-commands.ts'
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

/** Parses and runs. Resolves with the exit code; rejects with what the command threw, or with the command line's mistake. */
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
    // Help and version are answers, and given; everything else is a wrong command line.
    if (error.exitCode === 0) return EXIT.done
    const command = program.commands.find((one) => argv.includes(one.name()))
    throw lineMistake(error, { command: command?.name(), words: options.words.mistakes })
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
    .version(VERSION, '-V, --version', words.version)
    .helpCommand('help [command]', words.helpCommand)
    .exitOverride()
    .configureHelp({ styleTitle: (title) => words.titles[title] ?? title })
    .configureOutput({
      writeOut: (text) => out(text.replace(/\n$/, '')),
      writeErr: (text) => err(text.replace(/\n$/, '')),
      outputError: () => undefined, // `lineMistake` says it.
    })
    .enablePositionalOptions()
  const action = <O>({ load, signals = 'abort' }: CommandSpec<O>) =>
    async function run(this: Command, ...given: unknown[]): Promise<void> {
      const command = given.at(-1) as Command
      const options = command.optsWithGlobals<O & GlobalOptions>()
      const execute = await load()
      finish(await execute(await contextFor(options, signals), options, command.args))
    }
  const spec: CommandSpecs = { words, action, parsers: optionParsers(words.mistakes) }
  addTokenCommands(program, spec)
  addAccountCommands(program, spec)
  addStoreCommands(program, spec)
  addLongRunning(program, spec)
  addPostCommands(program, spec)
  addOwnership(program, spec)
  for (const command of withNested(program)) addGlobals(command, words)
  return program
}

function withNested(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withNested)]
}

export interface CommandSpecs {
  readonly words: ProgramWords
  readonly action: <O>(spec: CommandSpec<O>) => (this: Command, ...given: unknown[]) => Promise<void>
  readonly parsers: OptionParsers
}

function addGlobals(command: Command, words: ProgramWords): void {
  command
    .option('--json', words.json)
    .option('--lang <language>', words.lang)
    .option('--data <folder>', words.data)
    .option('--api-url <url>', words.apiUrl)
    .helpOption('-h, --help', words.help)
}

function addTokenCommands(program: Command, { words, action, parsers }: CommandSpecs): void {
  envOptions(program.command('check').description(words.check), words)
    .option('--within <duration>', words.checkWithin, parsers.duration('--within'))
    .action(action({ load: async () => (await import('./commands/check.ts')).runCheck }))
  noticeOptions(envOptions(program.command('renew').description(words.renew), words), words)
    .option('--within <duration>', words.renewWithin, parsers.duration('--within'))
    .option('--force', words.force)
    .option('--dry-run', words.dryRun)
    .option('--exit-code', words.exitCode)
    .option('--deliver <command>', words.deliver)
    .option('--keep-local', words.keepLocal)
    .action(action({ load: async () => (await import('./commands/renew.ts')).runRenew }))
  envOptions(program.command('exchange').description(words.exchange), words)
    .option('--token <->', words.tokenInput, parsers.dash('--token'))
    .option('--print', words.print)
    .action(action({ load: async () => (await import('./commands/exchange.ts')).runExchange }))
  envOptions(program.command('adopt').description(words.adopt), words)
    .option('--token <->', words.tokenInput, parsers.dash('--token'))
    .option('--switch-account', words.switchAccount)
    .option('--renew-before <window>', words.renewBefore, parsers.window('--renew-before'))
    .action(action({ load: async () => (await import('./commands/adopt.ts')).runAdopt }))
  envOptions(program.command('connect').description(words.connect), words)
    .option('--paste', words.paste)
    .option('--redirect-uri <url>', words.redirectUri)
    .option('--switch-account', words.switchAccount)
    .option('--renew-before <window>', words.renewBefore, parsers.window('--renew-before'))
    .action(action({ load: async () => (await import('./commands/connect.ts')).runConnect }))
}

function addAccountCommands(program: Command, { words, action, parsers }: CommandSpecs): void {
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
    .option('--to <number>', words.rollbackTo, parsers.wholeNumber('--to'))
    .action(action({ load: async () => (await import('./commands/rollback.ts')).runRollback }))
  envOptions(program.command('doctor').description(words.doctor), words).action(
    action({ load: async () => (await import('./commands/doctor.ts')).runDoctor }),
  )
}

function addStoreCommands(program: Command, { words, action }: CommandSpecs): void {
  program
    .command('backup')
    .description(words.backup)
    .argument('[file]', words.backupFile)
    .option('--with-key', words.withKey)
    .action(action({ load: async () => (await import('./commands/backup.ts')).runBackup }))
  program
    .command('restore')
    .description(words.restore)
    .argument('[file]', words.backupFile)
    .action(action({ load: async () => (await import('./commands/restore.ts')).runRestore }))
  program
    .command('migrate')
    .description(words.migrate)
    .option('--to <place>', words.migrateTo)
    .action(action({ load: async () => (await import('./commands/migrate.ts')).runMigrate }))
}

function addLongRunning(program: Command, { words, action, parsers }: CommandSpecs): void {
  noticeOptions(envOptions(program.command('run').description(words.run), words), words)
    .option('--reload <how>', words.reload)
    .option('--prove <how>', words.prove)
    .option('--grace <duration>', words.grace, parsers.duration('--grace'))
    .usage('[options] -- <command...>')
    .argument('[command...]', words.commandArgument)
    .passThroughOptions()
    .action(action({ signals: 'own', load: async () => (await import('./commands/run.ts')).runRun }))
  noticeOptions(envOptions(program.command('serve').description(words.serve), words), words)
    .option('--demo', words.demo)
    .option('--or-demo', words.orDemo)
    .action(action({ load: async () => (await import('./commands/serve.ts')).runServe }))
}

function addOwnership(program: Command, { words, action }: CommandSpecs): void {
  const owner = program.command('owner').description(words.owner)
  owner
    .command('create')
    .description(words.ownerCreate)
    .argument('<name>', words.ownerName)
    .action(action({ load: async () => (await import('./commands/owner.ts')).runOwnerCreate }))
  owner
    .command('reset')
    .description(words.ownerReset)
    .action(action({ load: async () => (await import('./commands/owner.ts')).runOwnerReset }))
  program
    .command('account')
    .description(words.account)
    .command('remove')
    .description(words.accountRemove)
    .argument('<account>', words.accountArgument)
    .action(action({ load: async () => (await import('./commands/account-remove.ts')).runAccountRemove }))
}

function envOptions(command: Command, words: ProgramWords): Command {
  return command.option('--env <file>', words.env).option('--key <name>', words.key)
}

function noticeOptions(command: Command, words: ProgramWords): Command {
  return command.option('--notify <command>', words.notify).option('--heartbeat <url>', words.heartbeat)
}
