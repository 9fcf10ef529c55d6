/** Puts together what `advance` needs, from an open installation. The same for the CLI, `run` and `serve`. */
import { join } from 'node:path'
import type { Secret } from '@everthread/client'
import type { Config } from '../config/config.ts'
import type { AdvanceDeps } from './advance.ts'
import { type Installation, JOURNAL_FOLDER } from '../service/installation.ts'
import { openJournalIn, type OpenJournal } from './journals.ts'
import { openRowJournal } from './row-journal.ts'
import type { KeeperApi } from '../keeper/api.ts'
import type { CrashPoint } from '../keeper/crash-point.ts'
import { explainFileFailure } from '../sinks/explain-file-failure.ts'
import { createEnvSink } from '../sinks/env-file-sink.ts'
import { type Claim, holdClaim } from '../store/claims.ts'
import type { Clock } from '../time/clock.ts'

export interface AdvanceSurroundings {
  readonly installation: Installation
  /** The one under which it is advanced. */
  readonly claim: Claim
  readonly api: KeeperApi
  readonly clock: Clock
  readonly config: Pick<Config, 'runtimeDir' | 'lockFolders' | 'language'>
  readonly crashPoint: CrashPoint
  readonly findAppSecret: () => Promise<Secret | undefined>
  readonly signal: AbortSignal
  /** By default one of its own for each change. */
  readonly transaction?: AdvanceDeps['transaction']
  /** Of the data folder. By default each has a file of its own. */
  readonly openJournal?: OpenJournal | undefined
  /** By default the store is asked. */
  readonly assertClaim?: AdvanceDeps['assertClaim']
}

export function advanceDeps(surroundings: AdvanceSurroundings): AdvanceDeps {
  const { installation, claim, api, clock, config, crashPoint, findAppSecret, signal } = surroundings
  const { store, vault, dataDir } = installation
  const {
    transaction = (work) => store.transaction(work),
    openJournal = openJournalIn({ folder: join(dataDir, JOURNAL_FOLDER), vault }),
  } = surroundings
  return {
    db: store.db,
    transaction,
    assertClaim: surroundings.assertClaim ?? (() => transaction((trx) => holdClaim(trx, claim))),
    vault,
    api,
    clock,
    crashPoint,
    openSink: ({ path, key }) =>
      createEnvSink({
        path,
        key,
        runtimeDir: config.runtimeDir,
        alsoIn: config.lockFolders,
        language: config.language,
        clock,
        signal,
        crashPoint,
      }),
    openJournal: (accountId) =>
      store.engine === 'postgres' ? openRowJournal({ store, claim, vault, clock }) : openJournal(accountId),
    findAppSecret,
    explainLocal: (error) => explainFileFailure(error, config.language),
  }
}
