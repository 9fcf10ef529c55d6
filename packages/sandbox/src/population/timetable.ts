/**
 * Who published what when. The timeline of a population is a row of rounds: in each everybody publishes once, in an order
 * of its own. So the number of a post (0 is the newest) gives its owner and its round, and an owner and a round give the
 * number, by arithmetic alone.
 */
import { roll, SALT } from './dice.ts'
import { modulo, type Population } from './population.ts'

/** The owner's number. */
export function ownerOf(population: Population, post: number): number {
  const { accounts, strideInverse } = population
  const place = post % accounts
  return (modulo(place - shiftOf(population, roundOf(population, post)), accounts) * strideInverse) % accounts
}

/** How many of the owner's posts are newer. */
export function roundOf({ accounts }: Population, post: number): number {
  return Math.floor(post / accounts)
}

/** The number of an owner's post of a round. */
export function postOf(population: Population, owner: number, round: number): number {
  const { accounts, stride } = population
  return round * accounts + ((owner * stride + shiftOf(population, round)) % accounts)
}

/** Every round begins with somebody else. */
function shiftOf(population: Population, round: number): number {
  return roll(population, round, SALT.slot) % population.accounts
}

/** Strictly older the greater the number. Epoch milliseconds. */
export function publishedAtOf(population: Population, post: number): number {
  const { until, intervalMs } = population
  return until - 1 - post * intervalMs - (roll(population, post, SALT.jitter) % intervalMs)
}
