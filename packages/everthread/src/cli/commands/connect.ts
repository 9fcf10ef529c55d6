import type { CommandContext } from '../command-context.ts'
import { CommandError } from '../command-error.ts'

export async function runConnect(
  _context: CommandContext,
  _options: object,
  _words: readonly string[],
): Promise<number> {
  throw new CommandError('todo', 'not yet')
}
