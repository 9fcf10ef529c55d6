/** What every answer to bad input has in common: it is a sentence, and not the insides of a program. */
import { expect } from 'vitest'
import type { Ended } from '../support/running-process.ts'

export function expectSentence({ stderr }: Ended, says: RegExp): void {
  expect(stderr).toMatch(says)
  expect(stderr).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m)
  expect(stderr).not.toMatch(/undefined|\[object |NaN/)
}
