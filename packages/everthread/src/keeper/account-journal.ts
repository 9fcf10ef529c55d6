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
import { VaultError } from '../vault/vault-error.ts'
import type { AttemptJournal, JournalState } from './attempt.ts'
import type { Minted } from './api.ts'
import { journalContext, openMinted, sealMinted } from './sealed-minted.ts'

/** The part of `node:fs` that is used: an argument, so that a full or failing disk can be put in its place. */
export type JournalDisk = Pick<
  typeof nodeFs,
  'openSync' | 'writeSync' | 'fsyncSync' | 'closeSync' | 'statSync' | 'readFileSync' | 'rmSync' | 'mkdirSync'
>

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

/** A sealed token of Meta's is below 1 KiB; four leave room for any that is to come. */
const JOURNAL_BYTES = 4096

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
      return bytes === undefined ? { kind: 'none' } : parse(bytes, (line) => openMinted(vault, line, context))
    },
    prepare: () => {
      disk.mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      const descriptor = disk.openSync(file, 'wx', 0o600)
      try {
        writeSynced(disk, descriptor, Buffer.alloc(JOURNAL_BYTES))
        syncFolder(disk, dirname(file))
      } catch (error) {
        disk.rmSync(file, { force: true })
        throw error
      }
    },
    record: (minted) => {
      const line = Buffer.from(`${sealMinted(vault, minted, context)}\n`, 'utf8')
      if (line.length > JOURNAL_BYTES) throw new RangeError('the new token is too long for the journal')
      writeSynced(disk, disk.openSync(file, 'r+'), line)
    },
    discard: () => disk.rmSync(file, { force: true }),
  }
}

function parse(bytes: Buffer, open: (line: string) => Minted): JournalState {
  const end = bytes.indexOf(0x0a)
  if (end < 0) return { kind: 'intent' }
  try {
    return { kind: 'recorded', minted: open(bytes.subarray(0, end).toString('utf8')) }
  } catch (error) {
    // A key that is not here must not pass for a torn line: the token in it would be given up.
    if (error instanceof VaultError && error.code === 'wrong-key') throw error
    return { kind: 'intent' }
  }
}

/** Asked first: there is none in nearly every round, and an exception costs more than the rest of the question. */
function readIfThere(disk: JournalDisk, file: string): Buffer | undefined {
  return disk.statSync(file, { throwIfNoEntry: false }) ? disk.readFileSync(file) : undefined
}

/** Closes it, too. */
function writeSynced(disk: JournalDisk, descriptor: number, bytes: Buffer): void {
  try {
    for (let done = 0; done < bytes.length; )
      done += disk.writeSync(descriptor, bytes, done, bytes.length - done, done)
    disk.fsyncSync(descriptor)
  } finally {
    disk.closeSync(descriptor)
  }
}

/** The name must be as durable as the content. */
function syncFolder(disk: JournalDisk, folder: string): void {
  const descriptor = disk.openSync(folder, 'r')
  try {
    disk.fsyncSync(descriptor)
  } finally {
    disk.closeSync(descriptor)
  }
}
