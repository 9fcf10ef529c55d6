/**
 * The renewal journal of an account with a data folder: one file beside the store, sealed, which says what a renewal was
 * about to do and what came of it (DESIGN §5).
 *
 * | file | what is true |
 * |---|---|
 * | absent | nothing is going on |
 * | zeros, of the full size | the call was about to be made, or its answer was lost |
 * | a line that opens | Meta renewed, and this is the new token |
 * | a line that does not open | torn while it was written: as if its answer was lost |
 *
 * The file has its full size, synced, before the call: recording writes into blocks that are ours already, so that a disk
 * which fills up meanwhile costs nothing. One that is there is never written over: a worker which has lost its claim
 * without knowing meets the journal of the one that took it, and what that one recorded is safe.
 */
import nodeFs from 'node:fs'
import { dirname } from 'node:path'
import type { Vault } from '../vault/vault.ts'
import type { AttemptJournal, JournalState } from './attempt.ts'
import type { Minted } from './api.ts'
import {
  JOURNAL_BYTES,
  type JournalDisk,
  parseJournal,
  readIfThere,
  syncFolder,
  writeSynced,
} from './journal-file.ts'
import { journalContext, openMinted, sealMinted } from './sealed-minted.ts'

export interface AccountJournal extends AttemptJournal {
  read(): JournalState | Promise<JournalState>
}

/** Every method is done when it returns. */
export interface FileJournal extends AccountJournal {
  prepare(): void
  record(minted: Minted): void
  discard(): void
  read(): JournalState
}

export interface AccountJournalOptions {
  readonly file: string
  readonly accountId: string
  readonly vault: Vault
  readonly disk?: JournalDisk
}

export function openAccountJournal(options: AccountJournalOptions): FileJournal {
  const { file, accountId, vault, disk = nodeFs } = options
  const context = journalContext(accountId)
  return {
    read: () => {
      const bytes = readIfThere(disk, file)
      return bytes === undefined
        ? { kind: 'none' }
        : parseJournal(bytes, (line) => openMinted(vault, line, context))
    },
    prepare: () => {
      disk.mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      const descriptor = disk.openSync(file, 'wx', 0o600)
      try {
        writeSynced(disk, descriptor, [{ bytes: Buffer.alloc(JOURNAL_BYTES), at: 0 }])
        syncFolder(disk, dirname(file))
      } catch (error) {
        disk.rmSync(file, { force: true })
        throw error
      }
    },
    record: (minted) => {
      const line = Buffer.from(`${sealMinted(vault, minted, context)}\n`, 'utf8')
      if (line.length > JOURNAL_BYTES) throw new RangeError('the new token is too long for the journal')
      writeSynced(disk, disk.openSync(file, 'r+'), [{ bytes: line, at: 0 }])
    },
    discard: () => disk.rmSync(file, { force: true }),
  }
}
