/** A pure function with a memory of its last results: what was asked is mostly asked again soon. */

/** Remembers `most` results; when they are that many it starts anew. That there is none is not remembered. */
export function withMemory<Key, Found>(find: (key: Key) => Found, most: number): (key: Key) => Found {
  const memory = new Map<Key, Found>()
  return (key) => {
    const known = memory.get(key)
    if (known !== undefined) return known
    const found = find(key)
    if (memory.size >= most) memory.clear()
    if (found !== undefined) memory.set(key, found)
    return found
  }
}
