/** What every call works out from the same text is worked out once. */

/** `compute`, a pure function, that is asked only when the key is not that of the call before. What it throws is forgotten. */
export function remembering<Key, Result>(compute: (key: Key) => Result): (key: Key) => Result {
  let last: { readonly key: Key; readonly result: Result } | undefined
  return (key) => {
    if (last === undefined || last.key !== key) last = { key, result: compute(key) }
    return last.result
  }
}
