/** An upload onto a real disk that fills up on the way: a clear error, and every byte is given back. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import * as nodeFs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addMedia } from '../../packages/everthread/src/media/add-media.ts'
import { createFolderPlace } from '../../packages/everthread/src/media/folder-place.ts'
import { box, filmFile } from '../../packages/everthread/src/media/test-files.ts'
import { piecesOf } from '../../packages/everthread/src/media/test-world.ts'
import { createTestStore } from '../../packages/everthread/src/store/test-store.ts'
import { systemClock } from '../../packages/everthread/src/time/clock.ts'
import { mayMount, mountSmallDisk } from './small-disk.ts'

test.runIf(mayMount())('an upload that is larger than the disk', async () => {
  await using stack = new AsyncDisposableStack()
  const folder = mkdtempSync(join(tmpdir(), 'everthread-small-'))
  stack.defer(() => rmSync(folder, { recursive: true }))
  const mediaFolder = join(folder, 'disk')
  mkdirSync(mediaFolder)
  stack.use(mountSmallDisk(mediaFolder))
  mkdirSync(join(mediaFolder, 'incoming'))
  const store = stack.use(await createTestStore(systemClock))
  const freeBefore = statfsSync(mediaFolder).bfree
  const deps = {
    store,
    clock: systemClock,
    files: nodeFs,
    mediaFolder,
    places: { folder: createFolderPlace(mediaFolder) },
    newId: () => 'film',
  }
  const film = Buffer.concat([filmFile(), box('free', Buffer.alloc(1024 ** 2))])
  const failure = await addMedia(deps, { stream: piecesOf(film, 65_536) }).catch((error: unknown) => error)
  expect(failure).toMatchObject({ name: 'MediaError', code: 'disk-full', detail: 'ENOSPC' })
  expect(readdirSync(mediaFolder, { recursive: true })).toEqual(['incoming'])
  expect(statfsSync(mediaFolder).bfree).toBe(freeBefore)
  expect(await addMedia(deps, { stream: piecesOf(filmFile()) })).toMatchObject({ kind: 'added' })
})
