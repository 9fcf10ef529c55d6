/** A login that came to nothing, as what ends the command. */
import type { Sentences } from '../../words/sentences.ts'
import { CommandError } from '../command-error.ts'
import type { ExitCode } from '../exit-code.ts'

export function loginError(
  code: string,
  { message, remedy, url }: Sentences,
  exitCode: ExitCode,
): CommandError {
  const help = [remedy, url].filter((line) => line !== undefined).join('\n')
  return new CommandError(code, message, { exitCode, ...(help !== '' && { remedy: help }) })
}
