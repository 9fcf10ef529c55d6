/** The command line of `everthread-sandbox`. */
import { parseArgs } from 'node:util'
import { SandboxMistake } from '../mistake.ts'
import { CLOCK_MODES, type ClockMode } from '../time/clock.ts'

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | {
      readonly kind: 'start'
      readonly port: number
      readonly host: string
      readonly json: boolean
      readonly seedFile: string | undefined
      readonly clock: ClockMode | undefined
      readonly requestLog: 'on' | 'off'
    }

export const HELP = `everthread-sandbox: a Threads API on your own machine

Usage: everthread-sandbox [options]

  --port N          listen on this port (default: any free one)
  --host HOST       listen on this address (default: 127.0.0.1)
  --seed FILE       start with the apps, users, tokens, faults and switches in this JSON file
  --clock MODE      virtual (can be moved; default), frozen (stands still) or real
  --no-request-log  keep no requests to look at: for benchmarks
  --json            print {"url","app_id","app_secret"} when ready
  --help            show this
  --version         show the version

The page at the printed address shows everything and has the buttons. The same over HTTP:
  POST /__sandbox/users   {"username":"anna"}
  POST /__sandbox/tokens  {"user":"anna","age":"45d"}
  POST /__sandbox/clock   {"advance":"39d"}
Stop it with Ctrl+C. The README of @everthread/sandbox has the rest.
`

/** @throws SandboxMistake with a sentence. */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args)
  if (values.help) return { kind: 'help' }
  if (values.version) return { kind: 'version' }
  if (positionals.length > 0)
    throw new SandboxMistake(`everthread-sandbox takes no argument "${positionals[0]}"`)
  return {
    kind: 'start',
    port: portOf(values.port),
    host: values.host ?? '127.0.0.1',
    json: values.json ?? false,
    seedFile: values.seed,
    clock: modeOf(values.clock),
    requestLog: values['no-request-log'] ? 'off' : 'on',
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        seed: { type: 'string' },
        clock: { type: 'string' },
        'no-request-log': { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean' },
      },
    })
  } catch (error) {
    // Node's message goes on with advice about positional arguments after its first sentence.
    const sentence = error instanceof Error ? error.message.split('. ', 1)[0] : String(error)
    throw new SandboxMistake(sentence, { cause: error })
  }
}

function portOf(text: string | undefined): number {
  const port = text === undefined ? 0 : Number(text)
  if (text === '' || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new SandboxMistake(`--port takes a number from 0 to 65535, not "${text}"`)
  }
  return port
}

function modeOf(text: string | undefined): ClockMode | undefined {
  const mode = CLOCK_MODES.find((candidate) => candidate === text)
  if (text !== undefined && mode === undefined) {
    throw new SandboxMistake(`--clock takes ${CLOCK_MODES.join(', ')}; not "${text}"`)
  }
  return mode
}
