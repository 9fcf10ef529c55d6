/** The program: starts a sandbox, says where it is, and ends when it is told to. */
import { SandboxMistake } from '../mistake.ts'
import { createSandbox, type Sandbox } from '../sandbox.ts'
import { VERSION } from '../version.ts'
import { type Command, HELP, parseCommand } from './arguments.ts'
import { readSeedFile } from './seed-file.ts'

export interface Terminal {
  readonly args: readonly string[]
  /** Writes on standard output. */
  out(text: string): void
  /** Writes on standard error. */
  say(text: string): void
  /** Resolves when somebody wants the program to end. */
  stopped(): Promise<void>
}

/** Returns the exit code: 0 done, 1 failed (the port is taken), 2 the command line or the seed file was wrong. */
export async function run(terminal: Terminal): Promise<number> {
  try {
    return await obey(parseCommand(terminal.args), terminal)
  } catch (error) {
    const mistake = error instanceof SandboxMistake
    const sentence = error instanceof Error ? error.message : String(error)
    terminal.say(`everthread-sandbox: ${sentence}${mistake ? ' (--help shows the options)' : ''}\n`)
    return mistake ? 2 : 1
  }
}

async function obey(command: Command, terminal: Terminal): Promise<number> {
  switch (command.kind) {
    case 'help':
      terminal.out(HELP)
      return 0
    case 'version':
      terminal.out(`${VERSION}\n`)
      return 0
    case 'start':
      return serve(command, terminal)
    default:
      return command satisfies never
  }
}

async function serve(command: Extract<Command, { kind: 'start' }>, terminal: Terminal): Promise<number> {
  const stopped = terminal.stopped()
  const seed = command.seedFile === undefined ? {} : await readSeedFile(command.seedFile)
  const sandbox = await createSandbox({
    ...seed,
    port: command.port,
    host: command.host,
    requestLog: command.requestLog,
    ...(command.clock !== undefined && { clock: command.clock }),
  })
  terminal.out(`${command.json ? readyJson(sandbox) : readyLine(sandbox)}\n`)
  await stopped
  reportUnplayed(sandbox, terminal)
  await sandbox.close()
  return 0
}

function readyJson({ url, appId, appSecret }: Sandbox): string {
  return JSON.stringify({ url, app_id: appId, app_secret: appSecret })
}

function readyLine({ url, appId, appSecret }: Sandbox): string {
  return `Threads sandbox at ${url} (app id ${appId}, secret ${appSecret})`
}

/** A fault that nobody met is a test that tested nothing. */
function reportUnplayed(sandbox: Sandbox, terminal: Terminal): void {
  for (const { endpoint, times, fault } of sandbox.faults.unplayed()) {
    terminal.say(`everthread-sandbox: never played: ${fault.kind} on ${endpoint}, ${times} left\n`)
  }
}
