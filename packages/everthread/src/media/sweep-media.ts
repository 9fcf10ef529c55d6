/**
 * Removes what no part refers to any more, and what uploads that were killed have left. A post keeps what it shows until it is
 * deleted itself; whoever takes a picture out of a draft has a week to put it back.
 */
import { deleteUnreferenced, findMedia, listUnreferenced } from '../store/media.ts'
import { type Millis, toMillis } from '../time/clock.ts'
import { DAY } from '../time/duration.ts'
import type { AddMediaDeps } from './add-media.ts'
import { filesIn, incomingFolder } from './folder-place.ts'
import { type MediaPlace, placeOf } from './media-place.ts'
import { join } from 'node:path'

const KEPT_MS = 7 * DAY

/** No upload takes a day. */
const LEFTOVER_MS = DAY

/** So that a sweep ends in reasonable time; the next one goes on. */
const MOST_AT_ONCE = 500

/** Resolves with how many media are gone. */
export async function sweepMedia(deps: Omit<AddMediaDeps, 'newId'>): Promise<number> {
  const now = deps.clock.now()
  const removed = await removeUnreferenced(deps, now)
  await removeLeftovers(deps, toMillis(now - LEFTOVER_MS))
  for (const place of [deps.places.folder, deps.places.bucket]) {
    if (place) await removeUnknown(deps, place, toMillis(now - LEFTOVER_MS))
  }
  return removed
}

type SweepDeps = Omit<AddMediaDeps, 'newId'>

/** The row first: a file without a row is found again, a row without its file would be a post without its picture. */
async function removeUnreferenced({ store, places }: SweepDeps, now: Millis): Promise<number> {
  let removed = 0
  for (const media of await listUnreferenced(store.db, toMillis(now - KEPT_MS), MOST_AT_ONCE)) {
    if (!(await deleteUnreferenced(store.db, media.id))) continue
    await placeOf(places, media)?.remove(media.id)
    removed += 1
  }
  return removed
}

async function removeLeftovers({ files, mediaFolder }: SweepDeps, before: Millis): Promise<void> {
  const folder = incomingFolder(mediaFolder)
  for await (const { id, changedAt } of filesIn(folder, files)) {
    if (changedAt < before) await files.rm(join(folder, id), { force: true })
  }
}

/** Kept, and its row never written: a process was killed between the two. */
async function removeUnknown({ store }: SweepDeps, place: MediaPlace, before: Millis): Promise<void> {
  for await (const { id, changedAt } of place.list()) {
    if (changedAt < before && !(await findMedia(store.db, id))) await place.remove(id)
  }
}
