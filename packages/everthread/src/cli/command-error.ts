/** What ends a command early: a sentence for a person, and the exit code. Thrown by commands, printed by `main`. */
import { EXIT, type ExitCode } from './exit-code.ts'
import type { CliWords } from './words/en.ts'

export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly exitCode: ExitCode
  /** Stable, for `--json`. */
  readonly code: string
  readonly remedy?: string

  constructor(
    code: string,
    message: string,
    options: { exitCode?: ExitCode; remedy?: string; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.code = code
    this.exitCode = options.exitCode ?? EXIT.failed
    if (options.remedy !== undefined) this.remedy = options.remedy
  }
}

/** The command line was wrong. */
export function usageError(message: string): CommandError {
  return new CommandError('usage', message, { exitCode: EXIT.usage })
}

/** There is no account: a person has to adopt a token or log in. */
export function nothingKept({ nothingKept: message, nothingKeptRemedy: remedy }: CliWords): CommandError {
  return new CommandError('nothing-kept', message, { exitCode: EXIT.needsPerson, remedy })
}
