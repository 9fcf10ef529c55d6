/** The closed lists are promises: whoever switches over one may wait for each of its names. */
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { EVENT_NAMES } from '../alerts/event.ts'
import { REASONS } from './reasons.ts'

const PACKAGES = fileURLToPath(new URL('../../..', import.meta.url))

/** The lists themselves, what must say something of every name in them, and findings of the same names. */
const LISTING = /keeper\/reasons\.ts|alerts\/(event|announce|condition)\.ts|doctor\/|words|\.test\.ts|\/test-/

/** Some of the keeper's reasons are the client's words for a refusal. */
const SOURCES = globSync('{everthread,client}/src/**/*.ts', { cwd: PACKAGES })
  .filter((path) => !LISTING.test(path))
  .map((path) => readFileSync(`${PACKAGES}/${path}`, 'utf8'))

/** Only asking whether it is the one brings nothing about. */
function neverProduced(names: readonly string[], sources: readonly string[] = SOURCES): string[] {
  const isProduced = (name: string): boolean =>
    sources.some((text) => new RegExp(`(?<![=!]== |case )'${name}'`).test(text))
  return names.filter((name) => !isProduced(name))
}

describe('what the lists promise', () => {
  it('every reason is given somewhere', () => expect(neverProduced(REASONS)).toEqual([]))

  it('every event is told somewhere', () => expect(neverProduced(EVENT_NAMES)).toEqual([]))

  it('control: a name that nobody gives is noticed, and so is one that is only asked for', () => {
    const asking = ["if (reason === 'asked-for') return", "case 'asked-for':"]
    expect(neverProduced(['asked-for', 'given'], [...asking, "{ reason: 'given' }"])).toEqual(['asked-for'])
    expect(neverProduced(['no-such-reason'])).toEqual(['no-such-reason'])
  })
})
