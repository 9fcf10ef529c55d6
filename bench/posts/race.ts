/**
 * The product against a raw client: undici's pool makes the same calls for as many people, at the same concurrency, and
 * keeps nothing. One after the other, in rounds, against the same process of the sandbox.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { FilledAccount, Member } from '../../test/support/filled-folder.ts'
import type { Figure } from '../figure.ts'
import { median } from '../samples.ts'
import { type Crowd, inParallel } from './crowd.ts'
import { createPlace, type Engine, type KeptPlace, untilCounted } from './kept-service.ts'
import { createRawClient, type RawClient, timed } from './raw-client.ts'

export interface Race {
  readonly what: string
  readonly atLeast?: number
  /** How many people; each has one thing to be done. */
  readonly count: number
  /** In flight, on both sides. */
  readonly atOnce: number
  readonly rounds: number
  readonly engine: Engine
  readonly tokens: 'fresh' | 'due'
  /** Calls for each person. */
  readonly calls: number
  /** What the sandbox waits before each answer to this endpoint, on both sides. */
  readonly latency?: { readonly endpoint: string; readonly ms: number }
  /** Before the start, on both sides: what it resolves with is handed on. */
  readonly prepare?: (raw: RawClient, member: Member) => Promise<string>
  readonly raw: (raw: RawClient, member: Member, prepared: string) => Promise<unknown>
  readonly account: (member: Member, prepared: string, startAt: number) => FilledAccount
  /** SQL: how many are done. */
  readonly done: string
  /** Milliseconds from the start to the last, read from the store when all are done. */
  readonly elapsedMs: (place: KeptPlace, startAt: number) => Promise<number>
  /** Read from the store of the last round. */
  readonly detail?: (place: KeptPlace) => Promise<string>
}

export interface Runners {
  readonly crowd: Crowd
  readonly program: string
}

/** A raw client slower than this is no measure: the sandbox, or the machine, is what was measured. */
const SLOWEST_RAW_PER_SECOND = 3_000

/** What it takes at most to write an account and its post. */
const FILL_MS: Readonly<Record<Engine, number>> = { sqlite: 1, postgres: 15 }

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
  if (perSecond < SLOWEST_RAW_PER_SECOND && !race.latency)
    return { ...figure, value: 0, atLeast: race.atLeast, detail: `void: ${figure.detail}` }
  return { ...figure, atLeast: race.atLeast }
}

async function rawSeconds(race: Race, { crowd }: Runners): Promise<number> {
  await using raw = createRawClient(crowd.sandbox.url, race.atOnce)
  const people = await peopleFor(race, crowd, raw)
  await slowDown(race, crowd)
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
  await using place = await createPlace(race.engine, crowd.sandbox.url)
  // Twice: the first time shows how long the writing takes.
  const fillMs = (await timed(() => place.put([]))) * 1000 + race.count * FILL_MS[race.engine]
  const startAt = Math.ceil(Date.now() + fillMs + BOOT_MS)
  await place.put(people.map(({ member, prepared }) => race.account(member, prepared, startAt)))
  await slowDown(race, crowd)
  await using service = await place.start(program)
  if (Date.now() > startAt) throw new Error('the service was not up in time: the figure would flatter it')
  await sleep(Math.max(0, startAt - Date.now()))
  await untilCounted(place, race.done, race.count)
  void service
  const seconds = (await race.elapsedMs(place, startAt)) / 1000
  return { seconds, detail: (await race.detail?.(place)) ?? '' }
}

/** For the calls that come: as many answers as the race has people. */
async function slowDown({ latency, count }: Race, { sandbox }: Crowd): Promise<void> {
  if (!latency) return
  const { endpoint, ms } = latency
  await sandbox.order('faults', { endpoint, fault: { kind: 'delay', ms }, times: count })
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
