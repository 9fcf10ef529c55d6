/** For tests: a real store and a real folder of media, and how much of it is open. */
import * as nodeFs from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { type LoopbackServer, serveOnLoopback } from '../../../../test/support/loopback-server.ts'
import { createTestStore } from '../store/test-store.ts'
import { createTestClock, type TestClock } from '../time/test-clock.ts'
import { createVault, KEY_BYTES, type Vault } from '../vault/vault.ts'
import { addMedia, type AddMediaDeps, type Addition, type Upload } from './add-media.ts'
import { createFolderPlace, type MediaFiles } from './folder-place.ts'
import type { MediaPlace } from './media-place.ts'
import { serveMedia } from './serve-media.ts'
import type { Media } from '../store/media.ts'
import type { Store } from '../store/open-store.ts'
import type { Schema } from '../store/schema.ts'

export interface MediaWorld extends AddMediaDeps, AsyncDisposable {
  readonly host: TestClock
  readonly store: Store<Schema>
  readonly clock: TestClock
  readonly vault: Vault
  readonly publicUrl: undefined
  /** Names in the folder, without those that are not whole; and those. */
  kept(): readonly string[]
  incoming(): readonly string[]
  /** File handles that nobody has closed. */
  openFiles(): number
  /** How much was read of all files. */
  readBytes(): number
  add(bytes: Buffer, upload?: Partial<Upload>): Promise<Addition>
  /** The same, of what Meta takes. */
  added(bytes: Buffer, upload?: Partial<Upload>): Promise<Media>
}

export interface WorldOptions {
  readonly start?: number
  readonly bucket?: MediaPlace
  /** Nothing that is written stays: a disk for a gigabyte. */
  readonly forgets?: boolean
  /** Strikes every write, sync and rename. */
  readonly fault?: (operation: 'write' | 'sync' | 'rename') => void
}

export async function createMediaWorld({
  start,
  bucket,
  forgets = false,
  fault = () => {},
}: WorldOptions = {}): Promise<MediaWorld> {
  const clock = createTestClock(start)
  const store = await createTestStore(clock)
  const mediaFolder = mkdtempSync(join(tmpdir(), 'everthread-media-'))
  const { files, open, counted } = watchedFiles({ forgets, fault })
  const deps: AddMediaDeps = {
    store,
    clock,
    files,
    mediaFolder,
    places: { folder: createFolderPlace(mediaFolder, files), ...(bucket && { bucket }) },
    newId: () => randomBytes(9).toString('base64url'),
  }
  const add: MediaWorld['add'] = (bytes, upload = {}) =>
    addMedia(deps, { stream: piecesOf(bytes), ...upload })
  return {
    ...deps,
    store,
    clock,
    host: clock,
    vault: createVault([randomBytes(KEY_BYTES)]),
    publicUrl: undefined,
    kept: () => filesIn(mediaFolder),
    incoming: () => filesIn(join(mediaFolder, 'incoming')),
    openFiles: () => open.size,
    readBytes: () => counted.read,
    add,
    added: async (bytes, upload) => {
      const addition = await add(bytes, upload)
      if (addition.kind === 'added') return addition.media
      throw new Error(`refused: ${addition.findings.map(({ id }) => id).join()}`)
    },
    [Symbol.asyncDispose]: async () => {
      await store[Symbol.asyncDispose]()
      rmSync(mediaFolder, { recursive: true, force: true })
    },
  }
}

function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}

/** The media of this world, on a port of this machine. */
export function serveWorld(world: MediaWorld): Promise<LoopbackServer> {
  const listen = getRequestListener(serveMedia(world))
  return serveOnLoopback((request, response) => void listen(request, response))
}

export async function* piecesOf(bytes: Buffer, size = 1000): AsyncGenerator<Buffer, void> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

interface Watched {
  readonly files: MediaFiles
  readonly open: ReadonlySet<object>
  readonly counted: { readonly read: number }
}

function watchedFiles({ forgets, fault }: Required<Pick<WorldOptions, 'forgets' | 'fault'>>): Watched {
  const open = new Set<object>()
  const counted = { read: 0 }
  const files: MediaFiles = {
    ...nodeFs,
    rename: async (...args) => {
      fault('rename')
      await nodeFs.rename(...args)
    },
    open: async (...args) => {
      const file = await nodeFs.open(...args)
      open.add(file)
      return new Proxy(file, {
        get: (target, name: keyof FileHandle) => {
          if (name === 'write' || name === 'sync') fault(name)
          const member: unknown = target[name]
          if (typeof member !== 'function') return member
          return async (...what: readonly unknown[]): Promise<unknown> => {
            if (forgets && name === 'write') return { bytesWritten: what[2] }
            const outcome: unknown = await member.apply(target, what)
            if (name === 'close' || name === Symbol.asyncDispose) open.delete(target)
            if (name === 'read') counted.read += (outcome as { bytesRead: number }).bytesRead
            return outcome
          }
        },
      })
    },
  }
  return { files, open, counted }
}
