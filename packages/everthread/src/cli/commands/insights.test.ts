/** Numbers on the command line: out of the store, in both languages, without asking anybody. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createPostStage, type PostStage } from '../test-posts.ts'
import { type InsightsOptions, runInsights } from './insights.ts'
import { fillWithNumbers } from '../../insights/test-numbers.ts'
import { listAccounts } from '../../store/accounts.ts'
import { systemClock } from '../../time/clock.ts'

let stage: PostStage
beforeEach(async () => {
  stage = await createPostStage()
})
afterEach(() => stage[Symbol.asyncDispose]())

async function fill(): Promise<void> {
  const [anna] = await listAccounts(stage.store.db)
  if (anna) await fillWithNumbers(stage.store, anna.id, systemClock.now())
}

const insights = (options: InsightsOptions = {}) => stage.say(runInsights, [], options)

test('before anything was read it says so, and shows no number', async () => {
  const { exitCode, out, err } = await insights()
  expect(exitCode).toBe(0)
  expect(out).toContain('views of the profile  — ')
  expect(out.split('\n').slice(1).join('\n')).not.toMatch(/\d/)
  expect(err).toContain('No numbers have been read yet.')
})

test('a week stands beside the one before, and where one is missing there is no comparison yet', async () => {
  await fill()
  const week = await insights({ since: '7d' })
  expect(week.out).toMatch(/views of the profile +91 {2}-49, before: 140/)
  expect(week.out).toMatch(/clicks on links +— Meta did not give it/)
  expect(week.out).toMatch(/followers +119 {2}no comparison yet/)
  expect(week.out).toContain('10.3% (7.4% to 14.3%)')
  expect(week.out).toContain('too few to say')
  expect(week.err).toContain('Meta asks for fewer calls.')
  const month = await insights()
  expect(month.out).toMatch(/likes +14 {2}of 14 of 28 days/)
})

test('in Russian', async () => {
  await fill()
  const { out, err } = await stage.in({ lang: 'ru' }).say(runInsights, [], { since: '7d' })
  expect(out).toMatch(/просмотры профиля +91 {2}-49, раньше: 140/)
  expect(err).toContain('Meta просит обращаться реже.')
})

test('a table goes to standard output, and nothing else', async () => {
  await fill()
  const { out, err } = await insights({ csv: 'snapshots' })
  expect(out.split('\r\n')).toHaveLength(4)
  expect(out).toMatch(/^media_id,at,age_minutes,views/)
  expect(err).toBe('')
  expect((await insights({ csv: true, since: '2d' })).out.split('\r\n')).toHaveLength(3)
})

test.each(['yesterday', '2026-02-31', '2024-04-12', '9999d'])(
  '--since %s is the command line’s mistake',
  async (since) => {
    const { exitCode } = await insights({ since })
    expect(exitCode).toBe(2)
  },
)
