/** `everthread restore FILE`: all of a backup, into an empty data folder, and where a database is configured into that. */
import { existsSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ENTRIES } from '../../backup/manifest.ts'
import { restoreBackup } from '../../backup/read-backup.ts'
import { copyStore } from '../../store/copy-store.ts'
import { migrations } from '../../store/migrations/index.ts'
import { openStore } from '../../store/open-store.ts'
import type { Schema } from '../../store/schema.ts'
import { parseInstant } from '../../time/clock.ts'
import { KEY_FILE } from '../../vault/key-file.ts'
import type { CommandContext } from '../command-context.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { requireFile, tellingBackupErrors } from '../store/backup-errors.ts'
import { STORE_WORDS } from '../words/store-words.ts'

export async function runRestore(
  context: CommandContext,
  _options: object,
  [name]: readonly string[],
): Promise<ExitCode> {
  const { config, terminal, format } = context
  const { dataDir, databaseUrl } = config
  const file = resolve(context.cwd, requireFile(context, name))
  const manifest = await tellingBackupErrors(context, () =>
    restoreBackup({
      file,
      dataDir,
      ...(databaseUrl && {
        unpacked: (folder: string) => moveIntoDatabase(context, folder, databaseUrl.reveal()),
      }),
    }),
  )
  const isKeyIn = existsSync(join(dataDir, KEY_FILE))
  if (context.json) {
    const { created_at, version } = manifest
    const document = { schema: 'everthread/restore@1', ok: true, file, data_dir: dataDir }
    terminal.out(JSON.stringify({ ...document, created_at, version, with_key: isKeyIn }))
    return EXIT.done
  }
  const words = STORE_WORDS[config.language]
  const madeAt = parseInstant(manifest.created_at)
  terminal.out(words.restored(dataDir, madeAt === undefined ? manifest.created_at : format.instant(madeAt)))
  if (!isKeyIn) terminal.say(words.keyNeeded)
  return EXIT.done
}

/** The file has done its work when every row is in the database. */
async function moveIntoDatabase({ host }: CommandContext, folder: string, url: string): Promise<void> {
  const { openPostgres, placeOf } = await import('../../store/open-postgres.ts')
  const file = join(folder, ENTRIES.store)
  await using from = await openStore<Schema>({ file, migrations, clock: host, ifMissing: 'fail' })
  await using to = await openPostgres<Schema>({ url, migrations, clock: host, ifMissing: 'create' })
  await copyStore(from, to, placeOf(url))
  await from.close()
  rmSync(file)
}
