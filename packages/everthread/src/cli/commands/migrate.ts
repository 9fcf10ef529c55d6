/** `everthread migrate --to PLACE`: every row of the store into another one. Nothing may be at work on the old one. */
import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  findInstallation,
  type Installation,
  JOURNAL_FOLDER,
  STORE_FILE,
} from '../../service/installation.ts'
import { copyStore } from '../../store/copy-store.ts'
import { listLiveServices } from '../../store/heartbeats.ts'
import { migrations } from '../../store/migrations/index.ts'
import { openPostgres, placeOf } from '../../store/open-postgres.ts'
import { openStore } from '../../store/open-store.ts'
import type { Schema } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import type { CommandContext } from '../command-context.ts'
import { CommandError, nothingKept, usageError } from '../command-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { STORE_WORDS } from '../words/store-words.ts'

export interface MigrateOptions {
  /** `postgres://…`, or a folder. */
  readonly to?: string
}

export async function runMigrate(context: CommandContext, { to }: MigrateOptions): Promise<ExitCode> {
  const words = STORE_WORDS[context.config.language]
  if (to === undefined) throw usageError(words.placeMissing)
  await using installation = await findInstallation({ ...context, clock: context.host })
  if (!installation) throw nothingKept(context.words)
  await requireIdle(context, installation)
  await using target = await openTarget(context, to)
  const from = placeOfStore(context)
  const rows = await copyStore(installation.store, target.store, target.place)
  if (context.json) {
    const document = { schema: 'everthread/migrate@1', ok: true, from, to: target.place, rows }
    context.terminal.out(JSON.stringify(document))
    return EXIT.done
  }
  const all = Object.values(rows).reduce((sum, count) => sum + count, 0)
  context.terminal.out(words.migrated(from, target.place, all))
  context.terminal.say(words.keepKey)
  return EXIT.done
}

/** What is written after the copy would be lost, and a token that lies in a journal is in no table. */
async function requireIdle({ config }: CommandContext, { store, dataDir }: Installation): Promise<void> {
  const words = STORE_WORDS[config.language]
  const [service] = await listLiveServices(store.db, store.ticks())
  if (service) throw refusal('service-running', words.serviceRuns(service.pid))
  const journals = await store.db.selectFrom('journal').select('account_id').execute()
  const folder = join(dataDir, JOURNAL_FOLDER)
  const files = existsSync(folder) ? readdirSync(folder) : []
  if (journals.length > 0 || files.length > 0) throw refusal('renewal-under-way', words.renewalUnderWay)
}

function refusal(code: string, { message, remedy }: { message: string; remedy?: string }): CommandError {
  return new CommandError(code, message, remedy === undefined ? {} : { remedy })
}

interface Target extends AsyncDisposable {
  readonly store: Store<Schema>
  readonly place: string
}

async function openTarget({ host, cwd }: CommandContext, to: string): Promise<Target> {
  const how = { migrations, clock: host, ifMissing: 'create' } as const
  if (/^postgres(?:ql)?:/.test(to)) {
    const store = await openPostgres<Schema>({ url: to, ...how })
    return { store, place: placeOf(to), [Symbol.asyncDispose]: () => store.close() }
  }
  const file = join(resolve(cwd, to), STORE_FILE)
  const store = await openStore<Schema>({ file, ...how })
  return { store, place: file, [Symbol.asyncDispose]: () => store.close() }
}

function placeOfStore({ config: { databaseUrl, dataDir } }: CommandContext): string {
  return databaseUrl ? placeOf(databaseUrl.reveal()) : join(dataDir, STORE_FILE)
}
