/** A token from standard input: never from an argument, which everybody on the machine can read. */
import { Secret } from '@everthread/client'
import type { CommandContext } from './command-context.ts'
import { CommandError } from './command-error.ts'
import { EXIT } from './exit-code.ts'

/** Many times a token. Whatever is larger is something else. */
const LARGEST_INPUT = 64 * 1024

export async function readTokenInput({ terminal, words }: CommandContext): Promise<Secret> {
  if (terminal.isInteractive) terminal.say(words.tokenFromInput)
  const text = await terminal.readInput(LARGEST_INPUT).then(
    (all) => all.trim(),
    (error: unknown) => {
      if (error instanceof RangeError) return undefined
      throw error
    },
  )
  if (text === '') throw refusal('token-empty', words.inputEmpty, words.inputRemedy)
  if (text === undefined || !/^[\x21-\x7e]+$/.test(text))
    throw refusal('token-unreadable', words.inputNotToken, words.inputRemedy)
  return new Secret(text)
}

function refusal(code: string, message: string, remedy: string): CommandError {
  return new CommandError(code, message, { exitCode: EXIT.needsPerson, remedy })
}
