/**
 * Removes an account: its tokens and everything that is kept for it. What we cannot or must not remove is told, so that its
 * owner can: the token in the application's own files, the grant at Meta, copies of the store.
 */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openJournalIn } from './journals.ts'
import { type Installation, JOURNAL_FOLDER } from '../service/installation.ts'
import { BACKUP_FOLDER } from '../store/backup.ts'
import { type Claim, holdClaim } from '../store/claims.ts'
import { countPosts, deleteAccount } from '../store/remove-account.ts'
import { listSinks } from '../store/sinks.ts'

export interface Removed {
  readonly posts: number
  readonly stays: Stays
}

export interface Stays {
  /** Files that still hold the token: applications read them. */
  readonly files: readonly { readonly path: string; readonly key: string }[]
  /** Copies of the store from before migrations, with the sealed token in them. */
  readonly copies: readonly string[]
}

/** Under the account's claim, so that no renewal is under way. */
export async function removeAccount(
  { store, vault, dataDir }: Pick<Installation, 'store' | 'vault' | 'dataDir'>,
  claim: Claim,
): Promise<Removed> {
  const { accountId } = claim
  const done = await store.transaction(async (trx) => {
    await holdClaim(trx, claim)
    const sinks = await listSinks(trx, accountId)
    const posts = await countPosts(trx, accountId)
    await deleteAccount(trx, accountId)
    return { posts, files: sinks.map(({ path, key }) => ({ path, key })) }
  })
  // After the commit: a crash in between leaves a sealed file that nothing refers to.
  openJournalIn({ folder: join(dataDir, JOURNAL_FOLDER), vault })(accountId).discard()
  return { posts: done.posts, stays: { files: done.files, copies: copiesIn(dataDir) } }
}

function copiesIn(dataDir: string): string[] {
  const folder = join(dataDir, BACKUP_FOLDER)
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []
}
