/**
 * The renewal journals of a data folder. Whoever renews one token has a file for it; a service, whose accounts fall due
 * together, prepares and records in groups. Both find what either has left.
 */
import { join } from 'node:path'
import { type AccountJournal, type FileJournal, openAccountJournal } from '../keeper/account-journal.ts'
import type { Minted } from '../keeper/api.ts'
import {
  findSlot,
  type GroupPlace,
  prepareGroup,
  readSlot,
  recordInGroups,
  removeGroup,
  settleSlot,
  type Slot,
} from '../keeper/journal-group.ts'
import { createGroupCommit, type GroupCommitOptions } from '../store/group-commit.ts'

export type OpenJournal = (accountId: string) => AccountJournal

const NOBODY = (): boolean => false

/** Each with a file of its own. `isOwn`: groups that are not to be looked at. */
export function openJournalIn(
  place: GroupPlace,
  isOwn: (file: string) => boolean = NOBODY,
): (accountId: string) => FileJournal {
  return (accountId) => {
    const own = openOwn(place, accountId)
    const slot = (): Slot | undefined => findSlot(place, accountId, isOwn)
    return {
      ...own,
      read: () => {
        const state = own.read()
        const left = state.kind === 'none' ? slot() : undefined
        return left ? readSlot(place, left) : state
      },
      discard: () => {
        own.discard()
        // Looked for again when it is settled: a group in which nothing is open goes.
        for (let left = slot(); left; left = slot()) settleSlot(place, left)
      },
    }
  }
}

function openOwn({ folder, vault, disk }: GroupPlace, accountId: string): FileJournal {
  return openAccountJournal({ file: join(folder, accountId), accountId, vault, ...(disk && { disk }) })
}

export interface GroupingOptions extends Pick<GroupCommitOptions<unknown>, 'clock' | 'atWork'> {
  readonly place: GroupPlace
  /** Nobody else in the folder has it. */
  readonly name: string
}

/** In groups. What others have left is found as well. */
export function groupJournals({ place, name, ...grouping }: GroupingOptions): OpenJournal {
  /** Ours that are not settled, by account and by file. */
  const slots = new Map<string, Slot>()
  const open = new Map<string, number>()
  let made = 0
  const prepares = createGroupCommit<string>({
    ...grouping,
    write: async (accountIds) => {
      made += 1
      const group = prepareGroup(place, `${name}-${made}`, accountIds)
      for (const slot of group) slots.set(slot.accountId, slot)
      if (group[0]) open.set(group[0].file, group.length)
    },
  })
  const records = createGroupCommit<{ readonly slot: Slot; readonly minted: Minted }>({
    ...grouping,
    write: async (some) => recordInGroups(place, some),
  })
  const settle = (slot: Slot): void => {
    settleSlot(place, slot)
    slots.delete(slot.accountId)
    const left = (open.get(slot.file) ?? 0) - 1
    open.set(slot.file, left)
    if (left > 0) return
    open.delete(slot.file)
    removeGroup(place, slot.file)
  }
  const others = openJournalIn(place, (file) => open.has(file))
  return (accountId) => {
    const other = others(accountId)
    const read: AccountJournal['read'] = () => {
      const slot = slots.get(accountId)
      const state = slot && readSlot(place, slot)
      if (state && state.kind !== 'none') return state
      // Whoever had the account meanwhile has settled it.
      if (slot) settle(slot)
      return other.read()
    }
    return {
      read,
      prepare: async () => {
        if ((await read()).kind !== 'none') throw new Error('another renewal of the account is under way')
        await prepares.commit(accountId)
      },
      record: async (minted) => {
        const slot = slots.get(accountId)
        if (!slot) throw new Error('the journal of the renewal is not there')
        await records.commit({ slot, minted })
      },
      discard: () => {
        const slot = slots.get(accountId)
        if (slot) settle(slot)
        else other.discard()
      },
    }
  }
}
