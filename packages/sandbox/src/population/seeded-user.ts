/** A person of a population, made from a number. */
import type { User } from '../entities/user.ts'
import { pick, roll, SALT } from './dice.ts'
import { FAMOUS, FIRST_NAMES, LAST_NAMES, type Language } from './names.ts'
import { idOfNumber, numberOfId } from './numbered-id.ts'
import type { Population } from './population.ts'
import { remembered } from './remembered.ts'
import { BIOGRAPHIES } from './vocabulary.ts'

/** Of a hundred people. */
const RUSSIANS = 40
const PRIVATE = 4
const VERIFIED = 2

/** They are the world at large: none tests an app until the control plane says so. */
export function seededUser(population: Population, number: number): User {
  const id = idOfNumber(population, 'user', number)
  const famous = FAMOUS[number]
  if (famous) return { ...STRANGER, ...famous, id, verified: true, biography: undefined }
  const language = languageOf(population, number)
  const { first, last } = nameOf(population, number)
  const rolled = roll(population, number, SALT.biography)
  return {
    ...STRANGER,
    id,
    username: usernameOf(population, number),
    name: `${first.own} ${last.own}`,
    biography: rolled % 3 === 0 ? undefined : pick(BIOGRAPHIES[language], rolled),
    private: rolled % 100 < PRIVATE,
    verified: rolled % 100 >= 100 - VERIFIED,
    followers: followersOf(population, number),
  }
}

const STRANGER = { private: false, tester: false, geoGating: false } as const

/** `undefined` when the id is none of theirs. */
export const findSeededUser = remembered((population, id: string): User | undefined => {
  const number = userNumberOfId(population, id)
  return number === undefined ? undefined : seededUser(population, number)
}, 10_000)

export function userNumberOfId(population: Population, id: string): number | undefined {
  return numberOfId(population, 'user', id)
}

/** Every username ends in the person's number, so that it leads back. */
export function userNumberOfName(population: Population, username: string): number | undefined {
  const famous = FAMOUS.findIndex((one) => one.username === username)
  const number = famous === -1 ? Number(/\d+$/.exec(username)?.[0] ?? Number.NaN) : famous
  return number < population.accounts && usernameOf(population, number) === username ? number : undefined
}

export function usernameOf(population: Population, number: number): string {
  const famous = FAMOUS[number]
  if (famous) return famous.username
  const { first, last } = nameOf(population, number)
  return `${first.latin}.${last.latin}${number}`
}

export function languageOf(population: Population, number: number): Language {
  return roll(population, number, SALT.language) % 100 < RUSSIANS && number >= FAMOUS.length ? 'ru' : 'en'
}

function nameOf(population: Population, number: number) {
  const language = languageOf(population, number)
  const rolled = roll(population, number, SALT.person)
  return {
    first: pick(FIRST_NAMES[language], rolled),
    last: pick(LAST_NAMES[language], rolled >>> 8),
  }
}

/** Most have some dozens, few have thousands: the inverse of a uniform number. */
function followersOf(population: Population, number: number): number {
  const uniform = roll(population, number, SALT.followers) / 2 ** 32
  return Math.floor((40 * (1 - uniform)) / (uniform + 0.000_2))
}
