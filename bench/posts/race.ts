/**
 * The product against a raw client: undici's pool makes the same calls for as many people, at the same concurrency, and
 * keeps nothing. One after the other, in rounds, against the same process of the sandbox.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { type FilledAccount, fillFolder, type Member } from '../../test/support/filled-folder.ts'
import { createTestHome, type TestHome } from '../../test/support/test-home.ts'
import type { Figure } from '../figure.ts'
import { median } from '../samples.ts'
import { type Crowd, inParallel } from './crowd.ts'
import { startService, untilCounted } from './kept-service.ts'
import { createRawClient, type RawClient, timed } from './raw-client.ts'

export interface Race {
  readonly what: string
  readonly atLeast?: number
  /** How many people; each has one thing to be done. */
  readonly count: number
  /** In flight, on both sides. */
  readonly atOnce: number
  readonly rounds: number
  readonly tokens: 'fresh' | 'due'
  /** Calls for each person. */
  readonly calls: number
  /** Before the start, on both sides: what it resolves with is handed on. */
  readonly prepare?: (raw: RawClient, member: Member) => Promise<string>
  readonly raw: (raw: RawClient, member: Member, prepared: string) => Promise<unknown>
  readonly account: (member: Member, prepared: string, startAt: number) => FilledAccount
  /** SQL: how many are done. */
  readonly done: string
  /** Milliseconds from the start to the last, read from the store when all are done. */
  readonly elapsedMs: (home: TestHome, startAt: number) => number
  /** Read from the store of the last round. */
  readonly detail?: (home: TestHome) => string
}

export interface Runners {
  readonly crowd: Crowd
  readonly program: string
}

/** A raw client slower than this is no measure: the sandbox, or the machine, is what was measured. */
const SLOWEST_RAW_PER_SECOND = 3_000

/** From the last row to the start: enough for the service to be up and waiting. */
const BOOT_MS = 4_000

export async function runRace(race: Race, runners: Runners): Promise<Figure> {
  const ratios: number[] = []
  const raws: number[] = []
  let detail = ''
  for (let round = 0; round < race.rounds; round += 1) {
    const raw = await rawSeconds(race, runners)
    const ours = await ourSeconds(race, runners)
    ratios.push(raw / ours.seconds)
    raws.push((race.count * race.calls) / raw)
    detail = ours.detail
  }
  const perSecond = median(raws)
  const figure = {
    what: race.what,
    value: median(ratios),
    unit: '×' as const,
    detail: `of a raw client with ${perSecond.toFixed(0)} calls a second; ${detail}`,
  }
  if (race.atLeast === undefined) return figure
  if (perSecond < SLOWEST_RAW_PER_SECOND)
    return { ...figure, value: 0, atLeast: race.atLeast, detail: `void: ${figure.detail}` }
  return { ...figure, atLeast: race.atLeast }
}

async function rawSeconds(race: Race, { crowd }: Runners): Promise<number> {
  await using raw = createRawClient(crowd.sandbox.url, race.atOnce)
  const people = await peopleFor(race, crowd, raw)
  return await timed(() =>
    inParallel(race.count, race.atOnce, async (index) => {
      const { member, prepared } = people[index] ?? NOBODY
      await race.raw(raw, member, prepared)
    }),
  )
}

async function ourSeconds(
  race: Race,
  { crowd, program }: Runners,
): Promise<{ readonly seconds: number; readonly detail: string }> {
  await using raw = createRawClient(crowd.sandbox.url, race.atOnce)
  const people = await peopleFor(race, crowd, raw)
  using home = createTestHome(crowd.sandbox.url)
  // Twice: the first time shows how long the writing takes.
  const fillMs = (await timed(() => fillFolder(home.dataDir, []))) * 1000 + race.count
  const startAt = Date.now() + fillMs + BOOT_MS
  await fillFolder(
    home.dataDir,
    people.map(({ member, prepared }) => race.account(member, prepared, startAt)),
  )
  await using service = await startService(program, home)
  if (Date.now() > startAt) throw new Error('the service was not up in time: the figure would flatter it')
  await sleep(Math.max(0, startAt - Date.now()))
  await untilCounted(home, race.done, race.count)
  void service
  return { seconds: race.elapsedMs(home, startAt) / 1000, detail: race.detail?.(home) ?? '' }
}

interface Person {
  readonly member: Member
  readonly prepared: string
}

const NOBODY: Person = { member: { userId: '', username: '', token: '' }, prepared: '' }

async function peopleFor(race: Race, crowd: Crowd, raw: RawClient): Promise<readonly Person[]> {
  const members = race.tokens === 'due' ? crowd.due() : crowd.fresh
  return await inParallel(race.count, race.atOnce, async (index) => {
    const member = members[index] ?? NOBODY.member
    return { member, prepared: (await race.prepare?.(raw, member)) ?? '' }
  })
}
