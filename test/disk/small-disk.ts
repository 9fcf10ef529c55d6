/** A real file system of some kilobytes, for as long as a test lasts. Only a privileged user may mount one. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface SmallDisk extends Disposable {
  /** Leaves no byte free. */
  fill(): void
  /** Gives back what `fill` took. */
  empty(): void
  makeReadOnly(): void
}

/** Over a folder that is there, and empty. */
export function mountSmallDisk(folder: string): SmallDisk {
  mount('-t', 'tmpfs', '-o', 'size=1m,mode=700', 'tmpfs', folder)
  const filler = join(folder, 'filler')
  return {
    fill: () => {
      for (const size of [65_536, 4096, 1]) appendUntilFull(filler, size)
    },
    empty: () => rmSync(filler),
    makeReadOnly: () => mount('-o', 'remount,ro', folder),
    [Symbol.dispose]: () => unmount(folder),
  }
}

/** Makes one file a mount point of its own, as containers do with a single file. */
export function mountFile(file: string): Disposable {
  mount('--bind', file, file)
  return { [Symbol.dispose]: () => unmount(file) }
}

/** Where it is not allowed, it is said. It is no program that could be installed, so nothing demands it. */
export function mayMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'everthread-mount-'))
  try {
    mkdirSync(join(folder, 'disk'))
    mountSmallDisk(join(folder, 'disk'))[Symbol.dispose]()
    return true
  } catch {
    console.log('not run: real disks that are full, read-only or bind mounts (mount is not allowed here)')
    return false
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function mount(...args: readonly string[]): void {
  const { status, stderr, error } = spawnSync('mount', args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`mount failed: ${stderr}`, { cause: error })
}

function unmount(place: string): void {
  const { status, stderr } = spawnSync('umount', ['--lazy', place], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`umount failed: ${stderr}`)
}

function appendUntilFull(file: string, size: number): void {
  try {
    for (;;) writeFileSync(file, Buffer.alloc(size), { flag: 'a' })
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOSPC') throw error
  }
}
