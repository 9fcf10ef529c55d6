/**
 * Removes what no part refers to any more, and what uploads that were killed have left on the disk. A post keeps what it shows
 * until it is deleted itself; whoever takes a picture out of a draft has a week to put it back.
 *
 * A bucket may belong to several installations: of what lies there, only what a row of ours names is removed.
 */
import { join } from 'node:path'
import { deleteUnreferenced, listKnownIds, listUnreferenced } from '../store/media.ts'
import { type Clock, type Millis, toMillis } from '../time/clock.ts'
import { DAY } from '../time/duration.ts'
import type { AddMediaDeps } from './add-media.ts'
import { filesOlderThan, incomingFolder } from './folder-place.ts'
import { placeOf } from './media-place.ts'

export interface SweepMediaDeps extends Omit<AddMediaDeps, 'newId'> {
  /** The clock of the disk: `clock` may be a sandbox's. */
  readonly host: Pick<Clock, 'now'>
}

const KEPT_MS = 7 * DAY

/** No upload takes a day. */
const LEFTOVER_MS = DAY

/** So that a sweep ends in reasonable time; the next one goes on. */
const MOST_AT_ONCE = 500

/** Resolves with how many media are gone. */
export async function sweepMedia(deps: SweepMediaDeps): Promise<number> {
  const removed = await removeUnreferenced(deps, toMillis(deps.clock.now() - KEPT_MS))
  await removeLeftovers(deps, toMillis(deps.host.now() - LEFTOVER_MS))
  return removed
}

/** The row first: a file without a row is found again, a row without its file would be a post without its picture. */
async function removeUnreferenced({ store, places }: SweepMediaDeps, before: Millis): Promise<number> {
  let removed = 0
  for (const media of await listUnreferenced(store.db, before, MOST_AT_ONCE)) {
    if (!(await deleteUnreferenced(store.db, media.id))) continue
    await placeOf(places, media)?.remove(media.id)
    removed += 1
  }
  return removed
}

/** Not whole yet, or whole and without a row: a process was killed on the way. */
async function removeLeftovers({ store, files, mediaFolder }: SweepMediaDeps, before: Millis): Promise<void> {
  const half = incomingFolder(mediaFolder)
  for (const name of await filesOlderThan(half, before, files))
    await files.rm(join(half, name), { force: true })
  const whole = await filesOlderThan(mediaFolder, before, files)
  for (let at = 0; at < whole.length; at += MOST_AT_ONCE) {
    const names = whole.slice(at, at + MOST_AT_ONCE)
    const known = await listKnownIds(store.db, names)
    for (const name of names) if (!known.has(name)) await files.rm(join(mediaFolder, name), { force: true })
  }
}
