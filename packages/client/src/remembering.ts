/** What every call works out from the same text is worked out once. */

/** `compute`, a pure function of a text without secrets, asked only when the text is not the one before. What it throws is not kept. */
export function remembering<Key extends string | null, Result>(
  compute: (key: Key) => Result,
): (key: Key) => Result {
  let last: { readonly key: Key; readonly result: Result } | undefined
  return (key) => {
    if (last === undefined || last.key !== key) last = { key, result: compute(key) }
    return last.result
  }
}
