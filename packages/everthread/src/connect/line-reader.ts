/** One line at a time from standard input. A line that was typed ahead, or while nobody was reading, is not lost. */
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

export interface LineReader extends Disposable {
  /** `undefined` at the end of the input, or when the signal aborts. One caller at a time. */
  readonly readLine: (signal: AbortSignal) => Promise<string | undefined>
}

/** Until it is disposed of, it keeps the process alive where the input is a terminal. */
export function createLineReader(input: Readable): LineReader {
  const reader = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
  const lines = reader[Symbol.asyncIterator]()
  let next: Promise<IteratorResult<string>> | undefined
  return {
    async readLine(signal) {
      if (signal.aborted) return undefined
      next ??= lines.next()
      const result = await Promise.race([next, once(signal, 'abort')])
      if (Array.isArray(result)) return undefined // `next` stays for the next reader.
      next = undefined
      return result.done === true ? undefined : result.value
    },
    [Symbol.dispose]: () => reader.close(),
  }
}
