/** Works through a list, a few at a time: more processes at once than processors only wait for each other. */
export async function inTurns<T, R>(
  list: readonly T[],
  atOnce: number,
  work: (one: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  const waiting = list.entries()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const [index, one] of waiting) results[index] = await work(one)
    }),
  )
  return results
}
