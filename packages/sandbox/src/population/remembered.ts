import type { Population } from './population.ts'

/** What a population has under a number, an id or a name. */
export type Finder<Key, Found> = (population: Population, key: Key) => Found

/** The same with a memory of `most` things: what was read is mostly read again soon. When it is full it starts anew. */
export function remembered<Key, Found>(find: Finder<Key, Found>, most: number): Finder<Key, Found> {
  const memories = new WeakMap<Population, Map<Key, Found>>()
  return (population, key) => {
    let memory = memories.get(population)
    if (!memory || memory.size >= most) memories.set(population, (memory = new Map()))
    const known = memory.get(key)
    if (known !== undefined) return known
    const found = find(population, key)
    if (found !== undefined) memory.set(key, found)
    return found
  }
}
