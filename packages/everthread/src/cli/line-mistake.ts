/** What commander finds wrong with a command line, in our words: commander speaks English only. */
import type { CommanderError } from 'commander'
import { CommandError } from './command-error.ts'
import { EXIT } from './exit-code.ts'
import type { LineMistakes } from './words/program-words.ts'

export interface LineMistakeOptions {
  /** The command that was named, where there is such a one. */
  readonly command: string | undefined
  readonly words: LineMistakes
}

/** Its help is on the screen already where no command was named. */
export function lineMistake(error: CommanderError, { command, words }: LineMistakeOptions): CommandError {
  const message = messageFor(error, words)
  if (error.code === 'commander.help') return new CommandError('usage', message, { exitCode: EXIT.usage })
  const meant = /\(Did you mean (?:one of )?(.+)\?\)/.exec(error.message)?.[1]
  const remedy = meant === undefined ? words.seeHelp(command) : words.didYouMean(meant)
  return new CommandError('usage', message, { exitCode: EXIT.usage, remedy })
}

/** @NOTE Commander's errors have a code, but the name that each is about stands in the message alone. */
function messageFor({ code, message }: CommanderError, words: LineMistakes): string {
  const [, name = ''] = /'(.*)'/.exec(message) ?? []
  switch (code) {
    case 'commander.help':
      return words.noCommand
    case 'commander.unknownCommand':
      return words.unknownCommand(name)
    case 'commander.unknownOption':
      return words.unknownOption(name.replace(/=.*/s, '')) // What follows may be a secret.
    case 'commander.optionMissingArgument':
      return words.valueMissing(name)
    case 'commander.excessArguments':
      return words.tooManyArguments(/but got \d+: (.*)\.$/s.exec(message)?.[1] ?? '')
    default:
      return message
  }
}
