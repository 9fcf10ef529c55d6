/**
 * A file that somebody changed makes its account due at once (T26). Nobody knows what changed before we came, a file or the
 * app secret, so every account that delivers to a file has its turn once; where nothing did, that asks nobody.
 *
 * The list of files is kept in memory: a look at them is several times a second, and most accounts of a large installation
 * deliver to none.
 */
import { listSinks, type Sink } from '../store/sinks.ts'
import { makeTokensDue, scheduleWork } from '../store/work.ts'
import type { Clock, Millis, Ticks } from '../time/clock.ts'
import { fileSignature } from './file-signature.ts'
import type { Installation } from './installation.ts'

/** Another process may adopt a token for a file meanwhile; its account is due by itself then. */
const LIST_EVERY_MS = 10_000

export interface WatchOptions {
  readonly installation: Pick<Installation, 'store'>
  /** The host's. */
  readonly host: Clock
  readonly clock: { readonly now: () => Millis }
}

export function watchForChanges({ installation, host, clock }: WatchOptions): () => Promise<void> {
  const { db } = installation.store
  const seen = new Map<string, string>()
  let list: { readonly sinks: readonly Sink[]; readonly at: Ticks } | undefined
  return async () => {
    if (!list) await makeTokensDue(db, clock.now())
    if (!list || host.ticks() - list.at >= LIST_EVERY_MS)
      list = { sinks: await listSinks(db), at: host.ticks() }
    for (const { id, path, accountId } of list.sinks) {
      const signature = fileSignature(path)
      const before = seen.get(id)
      seen.set(id, signature)
      if (before === undefined || before === signature) continue
      await scheduleWork(db, accountId, { kind: 'deliver', subject: id, dueAt: clock.now() })
    }
  }
}
