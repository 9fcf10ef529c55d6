/** What has been begun and has not ended: so that a test can wait for webhooks instead of guessing how long they take. */

export interface UnderWay {
  add(work: Promise<void>): void
  /** Resolves when nothing is under way, what was begun in the meantime included. */
  settled(): Promise<void>
}

export function createUnderWay(): UnderWay {
  const works = new Set<Promise<void>>()
  return {
    add: (work) => {
      const tracked = work.finally(() => works.delete(tracked))
      works.add(tracked)
    },
    settled: async () => {
      while (works.size > 0) await Promise.all(works)
    },
  }
}
