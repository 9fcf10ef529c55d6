/** `POST population`: any number of people with posts, of whom nothing is stored. */
import { SandboxMistake } from '../mistake.ts'
import {
  createPopulation,
  MOST_ACCOUNTS,
  type Population,
  type PopulationOrder,
} from '../population/population.ts'
import { usernameOf } from '../population/seeded-user.ts'
import type { World } from '../world.ts'
import { integer, object, optional, type Parser } from './shape.ts'

export const parsePopulationOrder: Parser<PopulationOrder> = object({
  accounts: integer(1, MOST_ACCOUNTS),
  postsEach: optional(integer(0)),
})

/** A population as the control plane shows it. */
export interface PopulationView {
  readonly accounts: number
  readonly postsEach: number
  /** Some of the people, to begin with. */
  readonly usernames: readonly string[]
}

/** @throws SandboxMistake when there is one already: posts may hang on it. */
export function populate(world: World, order: PopulationOrder): PopulationView {
  const { state, random, clock } = world
  if (state.population) throw new SandboxMistake('there is a population already: POST reset first')
  state.population = createPopulation(random, order, clock.now())
  return populationView(state.population)
}

const SHOWN = 10

export function populationView(population: Population): PopulationView {
  const { accounts, postsEach } = population
  const shown = Array.from({ length: Math.min(SHOWN, accounts) }, (_, number) =>
    usernameOf(population, number),
  )
  return { accounts, postsEach, usernames: shown }
}
