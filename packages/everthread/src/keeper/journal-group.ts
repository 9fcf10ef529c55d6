/**
 * The renewal journals of accounts whose renewals begin together: one file with a slot for each, so that the disk is synced
 * once for all of them. A slot says what a journal's own file says (account-journal.ts):
 *
 * | slot | what is true |
 * |---|---|
 * | begins with a zero | settled: nothing is going on |
 * | a mark, then zeros | the call was about to be made, or its answer was lost |
 * | a line that opens | Meta renewed, and this is the new token |
 *
 * The file begins with a line that names the accounts, and has its full size, synced, before any call. It goes when all slots
 * are settled.
 */
import nodeFs from 'node:fs'
import { join } from 'node:path'
import type { Vault } from '../vault/vault.ts'
import {
  JOURNAL_BYTES,
  type JournalDisk,
  parseJournal,
  readIfThere,
  syncFolder,
  writeAll,
  writeSynced,
} from './journal-file.ts'
import type { Minted } from './api.ts'
import type { JournalState } from './attempt.ts'
import { journalContext, openMinted, sealMinted } from './sealed-minted.ts'

export type GroupDisk = JournalDisk & Pick<typeof nodeFs, 'readdirSync'>

export interface GroupPlace {
  readonly folder: string
  readonly vault: Vault
  readonly disk?: GroupDisk
}

/** Where an account's journal lies. */
export interface Slot {
  readonly accountId: string
  readonly file: string
  readonly offset: number
}

/** No account's id begins so. */
const PREFIX = 'group-'

/** What an intent begins with: no sealed text does, and a settled slot neither. */
const MARK = Buffer.from('?')

/** Durable when it returns. Leaves nothing where it throws. */
export function prepareGroup(place: GroupPlace, name: string, accountIds: readonly string[]): Slot[] {
  const { folder, disk = nodeFs } = place
  const file = join(folder, PREFIX + name)
  const line = Buffer.from(`${JSON.stringify(accountIds)}\n`)
  const slots = slotsOf(file, line)
  disk.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const descriptor = disk.openSync(file, 'wx', 0o600)
  try {
    writeSynced(disk, descriptor, [{ bytes: unwritten(line, slots), at: 0 }])
    syncFolder(disk, folder)
  } catch (error) {
    removeGroup(place, file)
    throw error
  }
  // Somebody may have taken it for the rest of a dead process while it was half written.
  if (!disk.statSync(file, { throwIfNoEntry: false })) throw new Error('the journal was removed')
  return slots
}

function unwritten(line: Buffer, slots: readonly Slot[]): Buffer {
  const bytes = Buffer.alloc((slots.at(-1)?.offset ?? 0) + JOURNAL_BYTES)
  line.copy(bytes)
  for (const { offset } of slots) MARK.copy(bytes, offset)
  return bytes
}

/** Durable when it returns: one sync for each file. */
export function recordInGroups(
  { vault, disk = nodeFs }: GroupPlace,
  records: readonly { readonly slot: Slot; readonly minted: Minted }[],
): void {
  for (const [file, some] of Map.groupBy(records, ({ slot }) => slot.file)) {
    const lines = some.map(({ slot, minted }) => ({
      bytes: Buffer.from(`${sealMinted(vault, minted, journalContext(slot.accountId))}\n`),
      at: slot.offset,
    }))
    if (lines.some(({ bytes }) => bytes.length > JOURNAL_BYTES))
      throw new RangeError('the new token is too long for the journal')
    writeSynced(disk, disk.openSync(file, 'r+'), lines)
  }
}

export function readSlot({ vault, disk = nodeFs }: GroupPlace, slot: Slot): JournalState {
  const bytes = readIfThere(disk, slot.file)?.subarray(slot.offset, slot.offset + JOURNAL_BYTES)
  if (!bytes?.[0]) return { kind: 'none' }
  return parseJournal(bytes, (line) => openMinted(vault, line, journalContext(slot.accountId)))
}

/** Not synced, as the removal of a file is not: what comes back after a power cut is known to be done. */
export function settleSlot({ disk = nodeFs }: GroupPlace, { file, offset }: Slot): void {
  if (!disk.statSync(file, { throwIfNoEntry: false })) return
  const descriptor = disk.openSync(file, 'r+')
  try {
    writeAll(disk, descriptor, { bytes: Buffer.alloc(1), at: offset })
  } finally {
    disk.closeSync(descriptor)
  }
}

export function removeGroup({ disk = nodeFs }: GroupPlace, file: string): void {
  disk.rmSync(file, { force: true })
}

/**
 * The slot of the account that is not settled. A group in which nothing is open any more, or whose maker died before it was
 * whole, is removed by whoever finds it.
 */
export function findSlot(
  place: GroupPlace,
  accountId: string,
  isOwn: (file: string) => boolean,
): Slot | undefined {
  for (const file of groupsIn(place)) {
    if (isOwn(file)) continue
    const open = openSlots(place, file)
    if (open.length === 0) removeGroup(place, file)
    const found = open.find((slot) => slot.accountId === accountId)
    if (found) return found
  }
  return undefined
}

export function groupsIn({ folder, disk = nodeFs }: GroupPlace): string[] {
  if (!disk.statSync(folder, { throwIfNoEntry: false })) return []
  const names = disk.readdirSync(folder).filter((name) => name.startsWith(PREFIX))
  return names.map((name) => join(folder, name))
}

/** Those that are not settled. A slot that the file does not reach was never prepared. */
function openSlots({ disk = nodeFs }: GroupPlace, file: string): Slot[] {
  const bytes = readIfThere(disk, file) ?? Buffer.alloc(0)
  const end = bytes.indexOf(0x0a)
  if (end < 0) return []
  return slotsOf(file, bytes.subarray(0, end + 1)).filter(({ offset }) => (bytes[offset] ?? 0) !== 0)
}

/** Where the slots of a file are that begins with this line. */
function slotsOf(file: string, line: Buffer): Slot[] {
  const from = Math.ceil(line.length / JOURNAL_BYTES) * JOURNAL_BYTES
  const accountIds = JSON.parse(line.toString('utf8')) as readonly string[]
  return accountIds.map((accountId, index) => ({ accountId, file, offset: from + index * JOURNAL_BYTES }))
}
