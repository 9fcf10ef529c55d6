/** Reads of one turn of the event loop become one: ten thousand accounts that are due together are not ten thousand queries. */

export interface BatchLoader<Value> {
  /** `undefined` where there is none. */
  load(key: string): Promise<Value | undefined>
}

/** At most so many keys at once. */
const LARGEST = 512

export function createBatchLoader<Value>(
  read: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): BatchLoader<Value> {
  let waiting:
    | { readonly keys: Set<string>; readonly values: Promise<ReadonlyMap<string, Value>> }
    | undefined
  const begin = (): NonNullable<typeof waiting> => {
    const keys = new Set<string>()
    const values = Promise.resolve().then(() => {
      if (waiting?.keys === keys) waiting = undefined
      return read([...keys])
    })
    return { keys, values }
  }
  return {
    load: async (key) => {
      if (!waiting || waiting.keys.size >= LARGEST) waiting = begin()
      waiting.keys.add(key)
      return (await waiting.values).get(key)
    },
  }
}
