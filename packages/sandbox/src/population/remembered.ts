import { withMemory } from '../memory.ts'
import type { Population } from './population.ts'

/** What a population has under a number, an id or a name. */
export type Finder<Key, Found> = (population: Population, key: Key) => Found

/** The same with a memory of `most` things of each population. */
export function remembered<Key, Found>(find: Finder<Key, Found>, most: number): Finder<Key, Found> {
  const finders = new WeakMap<Population, (key: Key) => Found>()
  return (population, key) => {
    let finder = finders.get(population)
    if (!finder) {
      finder = withMemory((one: Key) => find(population, one), most)
      finders.set(population, finder)
    }
    return finder(key)
  }
}
