/**
 * `renew` as a process on real disks that refuse: full, read-only, a file that is a mount point, a link (T3, T19). What the
 * tests beside the editor inject is met here as the system does it.
 */
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { createSandbox, type Sandbox } from '@everthread/sandbox'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { adoptInto } from '../support/adopt.ts'
import { bundleEverthread, documentOf, type Everthread } from '../support/everthread.ts'
import { createNotifyLog } from '../support/notify-log.ts'
import { callsOf, isFresh, verdictOn } from '../support/sandbox-calls.ts'
import { createTestHome, type TestHome } from '../support/test-home.ts'
import { mayMount, mountFile, mountSmallDisk, type SmallDisk } from './small-disk.ts'

const MAY_MOUNT = mayMount()

const RENEW = ['renew', '--env', 'disk/.env', '--json']

let everthread: Everthread
let sandbox: Sandbox
let home: TestHome
let oldToken: string

beforeAll(async () => {
  everthread = await bundleEverthread()
})

afterAll(() => everthread[Symbol.dispose]())

beforeEach(async () => {
  sandbox = await createSandbox()
  sandbox.users.put({ username: 'anna' })
  oldToken = sandbox.tokens.create({ user: 'anna', age: '45d' }).access_token
  home = createTestHome(sandbox.url)
  mkdirSync(home.path('disk'))
})

afterEach(async () => {
  home[Symbol.dispose]()
  await sandbox.close()
})

const hold = (): void => void home.write('disk/.env', `A=1\nTHREADS_ACCESS_TOKEN=${oldToken}\nB=2\n`)
const held = (): string | undefined =>
  /^A=1\nTHREADS_ACCESS_TOKEN=(.*)\nB=2\n$/.exec(home.read('disk/.env'))?.[1]
const renewals = (): number => callsOf(sandbox, 'refresh_access_token')
const renew = (...more: readonly string[]) => everthread.run(home, [...RENEW, ...more])

describe.skipIf(!MAY_MOUNT)('on a disk', () => {
  let disk: SmallDisk

  beforeEach(() => {
    disk = mountSmallDisk(home.path('disk'))
    hold()
  })

  afterEach(() => disk[Symbol.dispose]())

  it('that is full, no renewal is spent, and the next run with room does it', async () => {
    disk.fill()
    const refused = await renew()
    expect(refused.code).toBe(1)
    expect(documentOf(refused)).toMatchObject({ outcome: 'failed', reason: 'disk-full' })
    expect([renewals(), held()]).toEqual([0, oldToken])
    expect(readdirSync(home.path('disk')).toSorted()).toEqual(['.env', 'filler'])
    disk.empty()
    expect((await renew()).code).toBe(0)
    expect([renewals(), isFresh(sandbox, held() ?? '')]).toEqual([1, true])
  })

  it('that is read-only, no renewal is spent', async () => {
    disk.makeReadOnly()
    const refused = await renew()
    expect(refused.code).toBe(1)
    expect(refused.stderr).toMatch(/disk\/\.env cannot be written: its file system is read-only/)
    expect([renewals(), held()]).toEqual([0, oldToken])
  })

  it('that is full while the data folder is not, the new token is kept there, told once, and delivered later', async () => {
    await adoptInto(home, { apiBaseUrl: sandbox.url, token: oldToken, file: 'disk/.env' })
    disk.fill()
    const heard = createNotifyLog(home)
    const failed = await renew('--notify', heard.command)
    expect(failed.code).toBe(1)
    expect(documentOf(failed)).toMatchObject({ outcome: 'failed', reason: 'renewed-not-written' })
    expect(held()).toBe(oldToken)
    sandbox.clock.advance('1h')
    await renew('--notify', heard.command)
    expect(heard.events().filter(({ event }) => event === 'sink-failed')).toHaveLength(1)
    disk.empty()
    sandbox.clock.advance('1d')
    expect((await renew('--notify', heard.command)).code).toBe(0)
    expect([renewals(), verdictOn(sandbox, held() ?? '')]).toEqual([1, 'alive'])
    expect(held()).not.toBe(oldToken)
  })

  it('that is full and holds the data folder too, no renewal is spent', async () => {
    const dataDir = home.path('disk/data')
    const env = { EVERTHREAD_DATA: dataDir }
    await adoptInto({ ...home, dataDir }, { apiBaseUrl: sandbox.url, token: oldToken, file: 'disk/.env' })
    disk.fill()
    const refused = await everthread.run(home, RENEW, { env })
    expect(refused.code).toBe(1)
    expect(refused.stderr).not.toMatch(/^\s+at /m)
    expect([renewals(), held()]).toEqual([0, oldToken])
    disk.empty()
    expect((await everthread.run(home, RENEW, { env })).code).toBe(0)
    expect([renewals(), isFresh(sandbox, held() ?? '')]).toEqual([1, true])
  })
})

describe.skipIf(!MAY_MOUNT)('a .env that is a mount point of its own', () => {
  it('is rewritten where it stands, and nothing is left beside it', async () => {
    hold()
    const file = home.path('disk/.env')
    const { ino } = statSync(file)
    using mounted = mountFile(file)
    void mounted
    const renewed = await renew()
    expect({ code: renewed.code, stderr: renewed.stderr }).toEqual({ code: 0, stderr: '' })
    expect([renewals(), isFresh(sandbox, held() ?? ''), statSync(file).ino]).toEqual([1, true, ino])
    expect(readdirSync(home.path('disk'))).toEqual(['.env'])
  })
})

describe('a .env that is a link', () => {
  it('stays a link, and the file that it leads to gets the token', async () => {
    mkdirSync(home.path('elsewhere'))
    home.write('elsewhere/real.env', `A=1\nTHREADS_ACCESS_TOKEN=${oldToken}\nB=2\n`)
    symlinkSync('../elsewhere/real.env', home.path('disk/.env'))
    expect((await renew()).code).toBe(0)
    expect(lstatSync(home.path('disk/.env')).isSymbolicLink()).toBe(true)
    expect(readlinkSync(home.path('disk/.env'))).toBe('../elsewhere/real.env')
    expect(isFresh(sandbox, held() ?? '')).toBe(true)
    expect(readFileSync(join(home.cwd, 'elsewhere/real.env'), 'utf8')).toBe(home.read('disk/.env'))
    expect(readdirSync(home.path('disk'))).toEqual(['.env'])
    expect(readdirSync(home.path('elsewhere'))).toEqual(['real.env'])
  })
})
