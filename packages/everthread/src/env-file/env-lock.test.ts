import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { systemClock } from '../time/clock.ts'
import { createTestClock } from '../time/test-clock.ts'
import { type EnvLockOptions, withEnvLock } from './env-lock.ts'
import { temporaryFolder, type TemporaryFolder } from './temporary-folder.ts'

function options(folder: TemporaryFolder, rest: Partial<EnvLockOptions> = {}): EnvLockOptions {
  return { path: folder.join('.env'), runtimeDir: folder.join('run'), clock: systemClock, ...rest }
}

/** Takes the lock; resolves when it is held, and gives back what lets go of it. */
async function hold(of: EnvLockOptions): Promise<() => Promise<void>> {
  const held = Promise.withResolvers<void>()
  const enough = Promise.withResolvers<void>()
  const ended = withEnvLock(of, async () => {
    held.resolve()
    await enough.promise
  })
  await Promise.race([held.promise, ended])
  return async () => {
    enough.resolve()
    await ended
  }
}

/** What trying at once for the lock comes to. */
async function attempt(of: EnvLockOptions): Promise<string> {
  try {
    return await withEnvLock({ ...of, waitMs: 0 }, async () => 'held')
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  }
}

describe('the lock on a .env', () => {
  test('is held by one at a time in a process, and by all in the end', async () => {
    using folder = temporaryFolder()
    let inside = 0
    let most = 0
    const work = async () => {
      inside += 1
      most = Math.max(most, inside)
      await new Promise(setImmediate)
      inside -= 1
    }
    await Promise.all(Array.from({ length: 10 }, () => withEnvLock(options(folder), work)))
    expect({ most, inside }).toEqual({ most: 1, inside: 0 })
  })

  test('gives back what the work gives, and lets go when it fails', async () => {
    using folder = temporaryFolder()
    expect(await withEnvLock(options(folder), async () => 42)).toBe(42)
    const failing = withEnvLock(options(folder), () => Promise.reject(new RangeError('mine')))
    await expect(failing).rejects.toThrow(RangeError)
    expect(await attempt(options(folder))).toBe('held')
  })

  test('is waited for as long as was said, and then is an error', async () => {
    using folder = temporaryFolder()
    const release = await hold(options(folder))
    const clock = createTestClock()
    const waiting = withEnvLock(options(folder, { clock, waitMs: 60_000 }), async () => 'held')
    const failure = waiting.catch((error: unknown) => error)
    await ticking(clock, 59_999)
    expect(clock.sleeping()).toBe(1)
    await ticking(clock, 1)
    expect(await failure).toMatchObject({ name: 'EnvFileError', code: 'locked' })
    await release()
  })

  test('is taken as soon as it is free', async () => {
    using folder = temporaryFolder()
    const release = await hold(options(folder))
    const clock = createTestClock()
    const waiting = withEnvLock(options(folder, { clock }), async () => 'held')
    await ticking(clock, 1000)
    await release()
    await ticking(clock, 50)
    expect(await waiting).toBe('held')
  })

  test('is not waited for any longer when the signal says so', async () => {
    using folder = temporaryFolder()
    const release = await hold(options(folder))
    const controller = new AbortController()
    const waiting = withEnvLock(options(folder, { signal: controller.signal }), async () => 'held')
    controller.abort(new RangeError('enough'))
    await expect(waiting).rejects.toThrow(RangeError)
    await release()
  })

  test('is one for a file and for a link to it, and another for another file', async () => {
    using folder = temporaryFolder()
    writeFileSync(folder.join('.env'), '')
    symlinkSync('.env', folder.join('link'))
    const release = await hold(options(folder))
    expect(await attempt(options(folder, { path: folder.join('link') }))).toBe('locked')
    expect(await attempt(options(folder, { path: folder.join('other') }))).toBe('held')
    await release()
    expect(await attempt(options(folder))).toBe('held')
  })

  test('excludes whoever shares one folder with us', async () => {
    using folder = temporaryFolder()
    const session = options(folder, { runtimeDir: folder.join('session'), alsoIn: [folder.join('tmp')] })
    const cron = options(folder, { runtimeDir: folder.join('tmp') })
    const service = options(folder, { runtimeDir: folder.join('private'), alsoIn: [folder.join('session')] })
    const release = await hold(session)
    expect(await attempt(cron)).toBe('locked')
    expect(await attempt(service)).toBe('locked')
    await release()
    expect(await attempt(cron)).toBe('held')
    // What was taken on the way to the second one is let go.
    expect(await attempt(service)).toBe('held')
  })
})

/** Lets a waiting lock come to its next sleep before time goes on: its import of SQLite takes no clock. */
async function ticking(clock: ReturnType<typeof createTestClock>, ms: number): Promise<void> {
  while (clock.sleeping() === 0) await new Promise(setImmediate)
  await clock.advance(ms)
}

describe('the folder of the lock', () => {
  test('is made, for its owner only', async () => {
    using folder = temporaryFolder()
    const runtimeDir = folder.join('a', 'run')
    expect(await attempt(options(folder, { runtimeDir }))).toBe('held')
    expect(statSync(runtimeDir).mode & 0o777).toBe(0o700)
    expect(readdirSync(runtimeDir)).toEqual([expect.stringMatching(/^env-[0-9a-f]{32}\.lock$/)])
  })

  test.for<[string, (runtimeDir: string) => void, Partial<EnvLockOptions>]>([
    ['others may write to it', (dir) => (mkdirSync(dir), chmodSync(dir, 0o777)), {}],
    ['it is somebody else’s', (dir) => mkdirSync(dir), { userId: 12_345 }],
    ['it is a file', (dir) => writeFileSync(dir, ''), {}],
    ['it is a link', (dir) => symlinkSync('/tmp', dir), {}],
  ])('is not used when %s', async ([, make, rest]) => {
    using folder = temporaryFolder()
    make(folder.join('run'))
    expect(await attempt(options(folder, rest))).toBe('no-lock-folder')
  })

  test('is left out when it cannot be used, and another one can', async () => {
    using folder = temporaryFolder()
    writeFileSync(folder.join('run'), '')
    expect(await attempt(options(folder, { alsoIn: [folder.join('also')] }))).toBe('held')
  })
})

const CONTENDER = join(import.meta.dirname, 'lock-contender.ts')

function contend(folder: TemporaryFolder, task: string) {
  const args = ['--conditions=@everthread/source', CONTENDER, folder.join('.env'), folder.join('run'), task]
  return spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
}

describe('between processes', () => {
  test('the lock of one that is killed is free', async () => {
    using folder = temporaryFolder()
    const holder = contend(folder, 'hold')
    await once(holder.stdout, 'data')
    expect(await attempt(options(folder))).toBe('locked')
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    expect(await attempt(options(folder))).toBe('held')
  })

  test('fifty that want it get it one after the other, and none waits in vain', async () => {
    using folder = temporaryFolder()
    const log = folder.join('log')
    const contenders = Array.from({ length: 50 }, () => contend(folder, log))
    const codes = await Promise.all(contenders.map(async (child) => (await once(child, 'exit'))[0] as number))
    expect(codes.filter((code) => code !== 0)).toEqual([])
    const lines = readFileSync(log, 'utf8').trimEnd().split('\n')
    expect(lines).toHaveLength(100)
    for (let i = 0; i < lines.length; i += 2) {
      expect(lines[i + 1]).toBe(lines[i]?.replace('begin', 'end'))
    }
    expect(existsSync(folder.join('.env'))).toBe(false)
  })
})
