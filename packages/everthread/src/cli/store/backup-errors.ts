/** What stops a backup or a restore, as a person is told it. */
import { BackupError } from '../../backup/backup-error.ts'
import type { CommandContext } from '../command-context.ts'
import { CommandError, usageError } from '../command-error.ts'
import { STORE_WORDS } from '../words/store-words.ts'

export async function tellingBackupErrors<T>(
  { config }: Pick<CommandContext, 'config'>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof BackupError)) throw error
    const { message, remedy } = STORE_WORDS[config.language].backup[error.code](error.path)
    throw new CommandError(`backup-${error.code}`, message, {
      ...(remedy !== undefined && { remedy }),
      cause: error,
    })
  }
}

export function requireFile({ config }: Pick<CommandContext, 'config'>, name: string | undefined): string {
  if (name === undefined) throw usageError(STORE_WORDS[config.language].fileMissing)
  return name
}
