/** What every file of renewal journals has in common: how it is read, and how it is written for good. */
import type nodeFs from 'node:fs'
import { VaultError } from '../vault/vault-error.ts'
import type { Minted } from './api.ts'
import type { JournalState } from './attempt.ts'

/** The part of `node:fs` that is used: an argument, so that a full or failing disk can be put in its place. */
export type JournalDisk = Pick<
  typeof nodeFs,
  'openSync' | 'writeSync' | 'fsyncSync' | 'closeSync' | 'statSync' | 'readFileSync' | 'rmSync' | 'mkdirSync'
>

/** A sealed token of Meta's is below 1 KiB; four leave room for any that is to come. */
export const JOURNAL_BYTES = 4096

/** Of a journal that is there. */
export function parseJournal(bytes: Buffer, open: (line: string) => Minted): JournalState {
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
export function readIfThere(disk: JournalDisk, file: string): Buffer | undefined {
  return disk.statSync(file, { throwIfNoEntry: false }) ? disk.readFileSync(file) : undefined
}

export interface Piece {
  readonly bytes: Buffer
  readonly at: number
}

/** Closes it, too. */
export function writeSynced(disk: JournalDisk, descriptor: number, pieces: readonly Piece[]): void {
  try {
    for (const piece of pieces) writeAll(disk, descriptor, piece)
    disk.fsyncSync(descriptor)
  } finally {
    disk.closeSync(descriptor)
  }
}

export function writeAll(disk: JournalDisk, descriptor: number, { bytes, at }: Piece): void {
  for (let done = 0; done < bytes.length; )
    done += disk.writeSync(descriptor, bytes, done, bytes.length - done, at + done)
}

/** The name must be as durable as the content. */
export function syncFolder(disk: JournalDisk, folder: string): void {
  const descriptor = disk.openSync(folder, 'r')
  try {
    disk.fsyncSync(descriptor)
  } finally {
    disk.closeSync(descriptor)
  }
}
