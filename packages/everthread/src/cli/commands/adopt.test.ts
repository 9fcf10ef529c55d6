import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSandbox, type Sandbox } from '@everthread/sandbox'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestContext, ended } from '../test-context.ts'
import { runAdopt } from './adopt.ts'

let sandbox: Sandbox
let cwd: string
beforeEach(async () => {
  sandbox = await createSandbox({ users: [{ username: 'anna' }, { username: 'boris' }] })
  cwd = mkdtempSync(join(tmpdir(), 'everthread-'))
})
afterEach(async () => {
  await sandbox.close()
  rmSync(cwd, { recursive: true })
})
test('x', async () => {
  const { access_token } = sandbox.tokens.create({ user: 'anna', kind: 'long', age: '10d' })
  writeFileSync(join(cwd, '.env'), `THREADS_ACCESS_TOKEN=${access_token}\n`)
  for (const lang of ['en', 'ru'] as const) {
    using t = createTestContext({ sandbox, cwd, lang })
    const r = await ended(runAdopt(t.context, {}))
    console.log(r, t.out(), t.err())
  }
  using t = createTestContext({ sandbox, cwd, json: true })
  console.log(await ended(runAdopt(t.context, {})), t.out(), t.err())
})
