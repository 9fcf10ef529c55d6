/** `everthread backup FILE`: one file with all that is kept, while a service is at work or not. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { writeBackup } from '../../backup/write-backup.ts'
import { MEDIA_FOLDER } from '../../media/folder-place.ts'
import { findInstallation, JOURNAL_FOLDER } from '../../service/installation.ts'
import { KEY_FILE } from '../../vault/key-file.ts'
import type { CommandContext } from '../command-context.ts'
import { nothingKept } from '../command-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { requireFile, tellingBackupErrors } from '../store/backup-errors.ts'
import { STORE_WORDS } from '../words/store-words.ts'

export interface BackupOptions {
  readonly withKey?: boolean
}

export async function runBackup(
  context: CommandContext,
  options: BackupOptions,
  [name]: readonly string[],
): Promise<ExitCode> {
  const file = resolve(context.cwd, requireFile(context, name))
  await using installation = await findInstallation({ ...context, clock: context.host })
  if (!installation) throw nothingKept(context.words)
  const { store, dataDir } = installation
  const keyFile = join(dataDir, KEY_FILE)
  const isKeyIn = options.withKey === true && existsSync(keyFile)
  const { bytes, files } = await tellingBackupErrors(context, () =>
    writeBackup({
      store,
      dataDir,
      folders: [JOURNAL_FOLDER, MEDIA_FOLDER],
      ...(isKeyIn && { keyFile }),
      file,
      clock: context.host,
    }),
  )
  const words = STORE_WORDS[context.config.language]
  const aboutKey = isKeyIn ? words.withKey : options.withKey ? words.keyElsewhere : words.withoutKey
  if (context.json) {
    const document = { schema: 'everthread/backup@1', ok: true, file, bytes, files, with_key: isKeyIn }
    context.terminal.out(JSON.stringify(document))
    return EXIT.done
  }
  context.terminal.out(words.backedUp(file, files))
  context.terminal.say(aboutKey)
  return EXIT.done
}
