import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { EXIT } from '../cli/exit-code.ts'
import { type Installation, JOURNAL_FOLDER, STORE_FILE } from '../service/installation.ts'
import { openAccountJournal } from '../keeper/account-journal.ts'
import { updateAccount } from '../store/accounts.ts'
import { BACKUP_FOLDER } from '../store/backup.ts'
import { migrations } from '../store/migrations/index.ts'
import { openStore } from '../store/open-store.ts'
import type { Schema } from '../store/schema.ts'
import { listSinks, updateSink } from '../store/sinks.ts'
import type { StoreErrorCode } from '../store/store-error.ts'
import { createTestClock } from '../time/test-clock.ts'
import { KEY_FILE } from '../vault/key-file.ts'
import { checkStore } from './check-data.ts'
import { exitCodeOfFindings } from './diagnose.ts'
import { type Finding, found } from './finding.ts'
import type { DataFolder, Gathered } from './gathered.ts'
import { codesOf, createScene, KEY, type Scene, troublesIn } from './test-scene.ts'

let scene: Scene
let file: string
beforeEach(async () => {
  scene = await createScene()
  file = join(scene.dataDir, STORE_FILE)
})
afterEach(() => scene[Symbol.asyncDispose]())

const adopted = (): Promise<void> => scene.adopt(async () => undefined)
const keyFile = (): string => join(scene.dataDir, KEY_FILE)

function expectLocalProblem(findings: readonly Finding[], expected: Finding): void {
  expect(findings).toContainEqual(expected)
  expect(exitCodeOfFindings(findings)).toBe(EXIT.failed)
}

const findingOf = (data: DataFolder): readonly Finding[] => checkStore({ data } as Gathered)

const journalOf = ({ dataDir, vault }: Installation, accountId: string) =>
  openAccountJournal({ file: join(dataDir, JOURNAL_FOLDER, accountId), accountId, vault })

describe('the store', () => {
  test('none is needed; one that was named should be there', async () => {
    expect(await scene.diagnose()).toContainEqual(found('data-none', { folder: scene.dataDir }))
    const folder = join(scene.folder, 'elsewhere')
    const variables = { EVERTHREAD_DATA: folder }
    expect(await scene.diagnose({ variables })).toContainEqual(found('data-named-empty', { folder }))
  })

  test('one whose maker was killed before its key is nothing yet, as it is to the other commands', async () => {
    const clock = createTestClock()
    await (await openStore<Schema>({ file, migrations, clock, ifMissing: 'create' })).close()
    const findings = await scene.diagnose()
    expect(findings).toContainEqual(found('data-none', { folder: scene.dataDir }))
    expect(troublesIn(findings)).toEqual([])
  })

  test('a sound one with its key', async () => {
    await adopted()
    const findings = await scene.diagnose()
    expect(findings).toContainEqual(found('store-sound', { file }))
    expect(findings).toContainEqual(found('key-right', {}))
    expect(troublesIn(findings)).toEqual([])
  })

  test('a damaged one, with the newest backup where there is one', async () => {
    await adopted()
    writeFileSync(file, 'this is no database at all, and long enough to be looked at')
    expectLocalProblem(await scene.diagnose(), found('store-damaged', { file, backup: undefined }))
    const backups = join(scene.dataDir, BACKUP_FOLDER)
    mkdirSync(backups, { recursive: true })
    const names = ['everthread-9-2026-01-01T00-00-00.000Z.db', 'everthread-10-2026-02-01T00-00-00.000Z.db']
    for (const name of names) writeFileSync(join(backups, name), '')
    const backup = join(backups, names[1] ?? '')
    expect(await scene.diagnose()).toContainEqual(found('store-damaged', { file, backup }))
  })

  test('one that a newer version wrote', async () => {
    await adopted()
    using database = new DatabaseSync(file)
    database.exec(`INSERT INTO schema_migration (id, name, applied_at) VALUES (99, 'future', 0)`)
    const newer = (await scene.diagnose()).find(({ code }) => code === 'store-newer')
    expect(newer?.facts).toMatchObject({ file, found: 99 })
  })

  test('a database of another program, and an empty file', async () => {
    mkdirSync(scene.dataDir, { recursive: true })
    writeFileSync(file, '')
    expectLocalProblem(await scene.diagnose(), found('store-foreign', { file }))
    const database = new DatabaseSync(file)
    database.exec('CREATE TABLE cookies (a)')
    database.close()
    expectLocalProblem(await scene.diagnose(), found('store-foreign', { file }))
  })

  test('a folder where the file should be', async () => {
    mkdirSync(file, { recursive: true })
    expectLocalProblem(await scene.diagnose(), found('store-failing', { file }))
  })

  // What takes five seconds, another user, a dying disk or a second schema to have.
  test.each([
    ['busy', 'store-busy', EXIT.transient],
    ['unreadable', 'store-unreadable', EXIT.failed],
    ['io', 'store-failing', EXIT.failed],
    ['disk-full', 'store-failing', EXIT.failed],
    ['read-only', 'store-failing', EXIT.failed],
  ] as const)('%s is %s', (code: StoreErrorCode, expected, exitCode) => {
    const findings = findingOf({ kind: 'broken', file, code })
    expect(findings).toEqual([found(expected, { file })])
    expect(exitCodeOfFindings(findings)).toBe(exitCode)
  })

  test('an older schema is no trouble: the next start brings it up', () => {
    const findings = findingOf({ kind: 'other-schema', file, found: 1, known: 2 })
    expect(findings).toMatchObject([{ code: 'store-older', level: 'note' }])
  })
})

describe('the encryption key', () => {
  const other = Buffer.alloc(32, 7).toString('base64')

  test('another one, in the environment or in the file', async () => {
    await adopted()
    const wrong = found('key-wrong', {})
    expectLocalProblem(await scene.diagnose({ variables: { EVERTHREAD_KEY: other } }), wrong)
    writeFileSync(keyFile(), other)
    expectLocalProblem(await scene.diagnose(), wrong)
  })

  test('none, something that is none, and one that cannot be read', async () => {
    await adopted()
    const path = keyFile()
    renameSync(path, `${path}.aside`)
    expectLocalProblem(await scene.diagnose(), found('key-missing', { path }))
    writeFileSync(path, 'hunter2', { mode: 0o600 })
    expectLocalProblem(await scene.diagnose(), found('key-malformed', {}))
    rmSync(path)
    mkdirSync(path, { mode: 0o700 })
    expectLocalProblem(await scene.diagnose(), found('key-unreadable', { path }))
  })

  test('one that others can read; that of the environment has no file', async () => {
    await adopted()
    chmodSync(keyFile(), 0o644)
    const open = found('key-open-to-others', { path: keyFile() })
    expect(await scene.diagnose()).toContainEqual(open)
    expect(await scene.diagnose({ variables: { EVERTHREAD_KEY: other } })).not.toContainEqual(open)
  })

  test('a known value that was tampered with', async () => {
    await adopted()
    using database = new DatabaseSync(file)
    const text = String(
      database.prepare(`SELECT value FROM setting WHERE name = 'key_check'`).get()?.['value'],
    )
    const tampered = text.replace(/.{4}$/, (end) => (end === 'AAAA' ? 'BBBB' : 'AAAA'))
    database.prepare(`UPDATE setting SET value = ? WHERE name = 'key_check'`).run(tampered)
    expectLocalProblem(await scene.diagnose(), found('store-damaged', { file, backup: undefined }))
  })
})

describe('the accounts', () => {
  test('a renewal that was begun and not settled', async () => {
    await scene.adopt(async (installation, id) => journalOf(installation, id).prepare())
    const findings = await scene.diagnose()
    expect(findings.find(({ code }) => code === 'account-renewal-unfinished')?.facts).toMatchObject({
      account: { username: 'anna' },
    })
  })

  test('a journal that holds the current token is settled', async () => {
    const token = scene.hold()
    await scene.adopt(async (installation, id) => {
      const journal = journalOf(installation, id)
      const { Secret, fingerprint } = await import('@everthread/client')
      journal.prepare()
      journal.record({
        token: new Secret(token),
        facts: { fingerprint: fingerprint(token), expiry: { kind: 'unknown' } },
      })
    })
    expect(codesOf(await scene.diagnose())).not.toContain('account-renewal-unfinished')
  })

  test('one that waits for a person', async () => {
    const decision = { kind: 'needs_person', reason: 'password-changed' } as const
    await scene.adopt(({ store }, id) => updateAccount(store.db, id, { decision }))
    const findings = await scene.diagnose()
    expect(findings.find(({ code }) => code === 'account-needs-person')?.facts).toMatchObject({
      reason: 'password-changed',
    })
    expect(exitCodeOfFindings(findings)).toBe(EXIT.needsPerson)
  })

  test('a file that does not hold the renewed token yet, and why', async () => {
    await scene.adopt(async ({ store }, id) => {
      const [sink] = await listSinks(store.db, id)
      const attempts = { count: 1, reason: 'disk-full', lastAt: 0, notBefore: 0 } as never
      await updateSink(store.db, sink?.id ?? '', { deliveredFingerprint: 'another', attempts })
    })
    const findings = await scene.diagnose()
    expect(findings.find(({ code }) => code === 'delivery-waiting')?.facts).toMatchObject({
      path: scene.envPath,
      key: KEY,
      reason: 'disk-full',
    })
  })
})
