/**
 * Holds the JSON contracts of `docs/cli.md` to what the commands really print: over all these runs together, the fields
 * that were printed are the fields that are documented.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runAdopt } from '../../packages/everthread/src/cli/commands/adopt.ts'
import { type CheckOptions, runCheck } from '../../packages/everthread/src/cli/commands/check.ts'
import { type DraftOptions, runDraft } from '../../packages/everthread/src/cli/commands/draft.ts'
import { runDoctor } from '../../packages/everthread/src/cli/commands/doctor.ts'
import { runExchange } from '../../packages/everthread/src/cli/commands/exchange.ts'
import { runInsights } from '../../packages/everthread/src/cli/commands/insights.ts'
import { runHistory } from '../../packages/everthread/src/cli/commands/history.ts'
import { type RenewOptions, runRenew } from '../../packages/everthread/src/cli/commands/renew.ts'
import { runRollback } from '../../packages/everthread/src/cli/commands/rollback.ts'
import { runServe } from '../../packages/everthread/src/cli/commands/serve.ts'
import { runStatus } from '../../packages/everthread/src/cli/commands/status.ts'
import { noticesFor } from '../../packages/everthread/src/cli/notices.ts'
import { envPlace } from '../../packages/everthread/src/cli/token-source.ts'
import type { PostHappening } from '../../packages/everthread/src/publisher/post-happening.ts'
import { post } from '../../packages/everthread/src/publisher/test-post.ts'
import { createPostStage } from '../../packages/everthread/src/cli/test-posts.ts'
import { createStage, type Stage, type Surroundings } from '../../packages/everthread/src/cli/test-command.ts'
import { createTestContext } from '../../packages/everthread/src/cli/test-context.ts'
import { fillWithNumbers } from '../../packages/everthread/src/insights/test-numbers.ts'
import { listAccounts } from '../../packages/everthread/src/store/accounts.ts'
import { systemClock } from '../../packages/everthread/src/time/clock.ts'
import { DAY } from '../../packages/everthread/src/time/duration.ts'
import { everthreadFromSource } from '../support/everthread.ts'
import { startModelServer } from '../support/model-server.ts'
import { createTestHome } from '../support/test-home.ts'
import { until } from '../support/until.ts'
import { documentedFields, printedFields } from './documented-fields.ts'
import { postDocuments } from './post-documents.ts'
import { readDoc, rowsOf, sectionOf, spansOf } from './markdown.ts'

const DOC = readDoc('cli.md')

type Command = Parameters<Stage['run']>[0]

async function documentOf(stage: Stage, command: Command, around: Surroundings = {}): Promise<unknown> {
  const { out } = await stage.run(command, { json: true, ...around })
  return JSON.parse(out)
}

function putToken(stage: Stage, order: Parameters<Stage['token']>[0] = {}): void {
  stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token(order)}\n`)
}

/** What the documents have together, against what is documented. */
function expectFields(heading: string, documents: readonly unknown[]): void {
  const printed = new Set(documents.flatMap((one) => [...printedFields(one)]))
  expect([...printed].toSorted()).toEqual([...documentedFields(DOC, heading)].toSorted())
}

test('check@1', async () => {
  await using stage = await createStage()
  const check = (options: CheckOptions = {}) => documentOf(stage, (context) => runCheck(context, options))
  const documents: unknown[] = []
  for (const order of [{ age: '2d' }, { age: '61d' }, { kind: 'short' }, { kind: 'permanent' }] as const) {
    putToken(stage, order)
    documents.push(await check(), await check({ within: 59 * DAY }))
  }
  expectFields('### check@1', documents)
})

test('renew@1, of renew and of exchange', async () => {
  await using stage = await createStage()
  const renew = (options: RenewOptions = {}) => documentOf(stage, (context) => runRenew(context, options))
  const documents: unknown[] = []
  putToken(stage, { age: '45d' })
  for (const options of [{ dryRun: true }, {}, { force: true }]) documents.push(await renew(options))
  putToken(stage, { age: '61d' })
  documents.push(await renew())
  using printing = createTestContext({
    ...stage,
    json: true,
    stdin: stage.token({ kind: 'short' }),
    env: { THREADS_APP_SECRET: stage.sandbox.appSecret },
  })
  await runExchange(printing.context, { token: '-', print: true })
  documents.push(printing.document())
  expectFields('### renew@1', documents)
})

test('adopt@1, status@1, history@1, rollback@1', async () => {
  await using stage = await createStage()
  const run = (command: Command) => documentOf(stage, command)
  putToken(stage, { age: '61d' })
  const adopted = [await run((context) => runAdopt(context, {}))]
  putToken(stage, { age: '2d' })
  adopted.push(await run((context) => runAdopt(context, {})))
  expectFields('### adopt@1', adopted)

  await run((context) => runRenew(context, { force: true }))
  expectFields('### history@1', [await run((context) => runHistory(context, {}, []))])

  const status = [await statusBesideService(stage)]
  const rolledBack = [await run((context) => runRollback(context, {}, []))]
  rmSync(join(stage.cwd, '.env'))
  mkdirSync(join(stage.cwd, '.env'))
  rolledBack.push(await run((context) => runRollback(context, {}, [])))
  expectFields('### rollback@1', rolledBack)
  status.push(await run(runStatus))
  expectFields('### status@1', status)
})

async function statusBesideService(stage: Stage): Promise<unknown> {
  const stop = new AbortController()
  using service = createTestContext({
    ...stage,
    signal: stop.signal,
    env: { EVERTHREAD_PORT: '0' },
  })
  const served = runServe(service.context, {})
  await service.said('/healthz')
  const status = await documentOf(stage, runStatus)
  stop.abort()
  await served
  return status
}

test('post@1, queue@1, show@1, resume@1, copy@1', async () => {
  await using stage = await createPostStage()
  const documents = await postDocuments(stage)
  for (const name of ['post', 'queue', 'show', 'resume', 'copy'])
    expectFields(
      `### ${name}@1`,
      documents.filter(({ schema }) => schema === `everthread/${name}@1`),
    )
})

test('doctor@1', async () => {
  await using stage = await createStage()
  putToken(stage)
  expectFields('### doctor@1', [await documentOf(stage, (context) => runDoctor(context, {}))])
})

test('error@1', async () => {
  using home = createTestHome()
  home.write('.env', 'THREADS_ACCESS_TOKEN=\n')
  using everthread = everthreadFromSource()
  const { stdout, code } = await everthread.run(home, ['check', '--env', '.env', '--json'])
  expect(code).toBe(3)
  expectFields('### error@1', [JSON.parse(stdout)])
})

test('line@1, of serve', async () => {
  await using stage = await createStage()
  putToken(stage)
  const stop = new AbortController()
  using service = createTestContext({
    ...stage,
    json: true,
    signal: stop.signal,
    env: { EVERTHREAD_PORT: '0' },
  })
  const served = runServe(service.context, {})
  await until(() => service.out().includes('"round"'), 'the first round is told')
  stop.abort()
  await served
  const lines = service
    .out()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['serving', 'round', 'stopped']))
  const common = documentedFields(DOC, '### line@1')
  for (const line of lines) {
    const own = furtherFieldsOf(String(line['kind']))
    expect(
      Object.keys(line)
        .filter((name) => !common.has(name))
        .toSorted(),
    ).toEqual(own)
  }
})

/** Of the kinds that `serve` writes. */
function furtherFieldsOf(kind: string): string[] {
  const row = rowsOf(sectionOf(DOC, '### line@1'), '`kind`').find(([names = '']) =>
    spansOf(names).includes(kind),
  )
  const [, , fields = ''] = row ?? []
  // `started` has further fields in `run`; what is linked to is a heading.
  return fields.startsWith('`run`') ? [] : spansOf(fields.replace(/\[.*\]\(.*\)/, '')).toSorted()
}

test('event@1', async () => {
  await using stage = await createStage()
  const events = join(stage.cwd, 'events')
  const notify = `cat >> '${events}'`
  const env = { PATH: process.env['PATH'] ?? '' }
  const renew = () => stage.run((context) => runRenew(context, { notify }), { env })
  putToken(stage, { age: '45d' })
  await stage.run((context) => runAdopt(context, {}))
  await renew()
  await stage.sandbox.revoke({ user: 'anna', subcode: 460 })
  await renew()
  await stage.run(
    async (context) => {
      await noticesFor(context, { notify }, envPlace(context, {})).afterPosts([heldPost()], { id: '42' })
      return 0
    },
    { env },
  )
  const lines = readFileSync(events, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
  expectFields('### event@1', lines)
})

function heldPost(): PostHappening {
  const { plan, ...rest } = post()
  if (!plan) throw new Error('it has a plan')
  const standing = { reason: 'missed', at: plan.at, position: 1 } as const
  return { kind: 'stopped', post: { ...rest, plan, state: 'held', standing } }
}

test('control: a field that is not documented, or documented and never printed, is found', () => {
  const documented = documentedFields(DOC, '### check@1')
  expect(documented).toContain('problems[].remedy')
  expect(documented).not.toContain('problems[].cure')
  const document = { schema: 'everthread/check@1', problems: [{ code: 'a', message: 'b', cure: 'c' }] }
  const printed = printedFields(document)
  expect([...printed].filter((path) => !documented.has(path))).toEqual(['problems[].cure'])
  expect([...documented].filter((path) => !printed.has(path))).toContain('token.kind')
})

test('draft@1', async () => {
  await using stage = await createPostStage()
  await using server = await startModelServer()
  const env = { EVERTHREAD_AI_URL: server.openAiUrl, EVERTHREAD_AI_MODEL: 'local' }
  const draft = async (options: DraftOptions) => {
    const { out } = await stage.in({ env, json: true }).say(runDraft, ['tea'], options)
    return JSON.parse(out) as unknown
  }
  const text = (parts: readonly string[]) => JSON.stringify({ variants: [{ parts, why: 'Why not.' }] })
  server.script(
    { kind: 'text', text: text(['x'.repeat(600)]) },
    { kind: 'text', text: text(['y'.repeat(501)]) },
  )
  const written = await draft({ variants: 1, keep: true })
  server.script({ kind: 'status', status: 429, retryAfter: '3' })
  expectFields('### draft@1', [written, await draft({})])
})

test('insights@1', async () => {
  await using stage = await createPostStage()
  const empty = await stage.json(runInsights, [])
  const [anna] = await listAccounts(stage.store.db)
  if (!anna) throw new Error('anna is kept')
  await fillWithNumbers(stage.store, anna.id, systemClock.now())
  const documents = [
    empty,
    await stage.json(runInsights, []),
    await stage.json(runInsights, [], { since: '6d' }),
  ]
  expectFields(
    '### insights@1',
    documents.map(({ document }) => document),
  )
})
