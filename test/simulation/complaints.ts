/** What a simulated life must not have been. Pure: each function names what it found wrong. */
import { DAY, HOUR } from '../../packages/everthread/src/time/duration.ts'
import type { Life, Told } from './simulate.ts'

/** In weather that nobody needs to die of. */
export function complaintsAbout(life: Life): string[] {
  return [
    ...(life.isAlive ? [] : [`${life.user} is dead`]),
    ...needless(life).map(({ event, reason }) => `${life.user} was told ${event}, ${reason}`),
    ...tooSoon(life.renewedAt).map((at) => `${life.user} was renewed twice within a day, at ${at}`),
    ...tooSoon(acknowledged(life)).map((at) => `Meta renewed ${life.user} twice within a day, at ${at}`),
  ]
}

/** In an outage that a token cannot outlive: whether its owner heard of it in time, and once. */
export function complaintsAboutDeath(life: Life): string[] {
  if (life.isAlive) return []
  const warned = life.told.filter(isWarning).map(({ at }) => at)
  const first = Math.min(...warned.filter((at) => at > life.expiresAt - 20 * DAY))
  const deaths = life.told.filter(({ event }) => event === 'token-dead' || event === 'needs-person')
  return [
    ...(first <= life.expiresAt - 10 * DAY ? [] : [`${life.user} was not warned ten days before the end`]),
    ...(deaths.length === 1 ? [] : [`${life.user} was told of its death ${deaths.length} times`]),
    ...repeated(life.told).map((event) => `${life.user} was told ${event} twice`),
  ]
}

const PERSONS: readonly string[] = ['needs-person', 'token-dead']

function needless({ told }: Life): Told[] {
  return told.filter(({ event }) => PERSONS.includes(event))
}

function isWarning({ event }: Told): boolean {
  return event === 'renewal-overdue' || event.startsWith('expires-in-')
}

/** Renewals that somebody knew of. One whose answer was lost has to be asked for again: nobody has the token. */
function acknowledged({ mintedAt, lostAt }: Life): number[] {
  const lost = new Set(lostAt.map(wholeSecond))
  return mintedAt.filter((at) => !lost.has(wholeSecond(at)))
}

function wholeSecond(at: number): number {
  return Math.floor(at / 1000)
}

/** The answer comes a moment after the effect, and a token's birth is a whole second. */
const SHORTEST_MS = DAY - HOUR / 60

function tooSoon(instants: readonly number[]): number[] {
  const sorted = instants.toSorted((a, b) => a - b)
  return sorted.filter((at, index) => index > 0 && at - (sorted[index - 1] ?? 0) < SHORTEST_MS)
}

/** Between two renewals each step is told once. */
function repeated(told: readonly Told[]): string[] {
  const seen = new Set<string>()
  return told.flatMap(({ event }) => {
    if (event === 'token-renewed' || event === 'recovered') {
      seen.clear()
      return []
    }
    if (seen.has(event)) return [event]
    seen.add(event)
    return []
  })
}
