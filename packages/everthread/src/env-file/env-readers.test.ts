import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { describeEnvProblems, readEnvValue, setEnvValue } from './env-document.ts'
import { envSoup, type GeneratedEnv, generatedEnv, LEFT_OUT, readableBy } from './env-generator.ts'
import { pythonDotenvIsThere, REAL_READERS, type RealReader } from './real-readers.ts'

const KEY = 'TOKEN'
const IS_LONG = process.env.EVERTHREAD_TEST_LONG === '1'
const MUST_RUN_ALL = process.env.EVERTHREAD_TEST_REQUIRE === 'all'
const FILES = IS_LONG ? 10_000 : 1000
const SEED = 4280

const HAS_PYTHON_DOTENV = pythonDotenvIsThere()
const READERS = ['dotenv', 'node', 'shell', 'python-dotenv'] as const

if (!HAS_PYTHON_DOTENV) {
  console.log(
    'not run: python-dotenv (/usr/bin/python3 has no module dotenv: apt-get install python3-dotenv)',
  )
}

/** Left out on a machine without python-dotenv, unless everything is required: then it fails. */
function mayRun(reader: RealReader): boolean {
  return reader !== 'python-dotenv' || HAS_PYTHON_DOTENV || MUST_RUN_ALL
}

interface Edited {
  readonly env: GeneratedEnv
  readonly token: string
  readonly bytes: Uint8Array
}

function bytesOf(latin1: string): Uint8Array {
  return Buffer.from(latin1, 'latin1')
}

function ourReading(bytes: Uint8Array): string | undefined {
  const reading = readEnvValue(bytes, KEY)
  if (reading.kind === 'found') return reading.value
  return reading.kind === 'empty' ? '' : undefined
}

describe(`${FILES} files as people write them, with a new token in each`, () => {
  let edited: readonly Edited[] = []

  beforeAll(() => {
    const files = fc.tuple(generatedEnv, fc.stringMatching(/^THAA[A-Za-z0-9_-]{1,180}$/))
    edited = fc.sample(files, { numRuns: FILES, seed: SEED }).map(([env, token]) => {
      const { bytes } = setEnvValue(bytesOf(env.before + env.value + env.after), KEY, token)
      return { env, token, bytes }
    })
  })

  test('hold every byte that is not of the value', () => {
    for (const { env, token, bytes } of edited) {
      const text = Buffer.from(bytes).toString('latin1')
      expect(text.startsWith(env.before)).toBe(true)
      expect(text.endsWith(env.after)).toBe(true)
      const value = text.slice(env.before.length, text.length - env.after.length)
      expect([token, `'${token}'`, `"${token}"`, `\`${token}\``]).toContain(value.replace(/ $/, ''))
    }
  })

  test('keep the style of quotes', () => {
    const quoted = edited.filter(({ env }) => /^['"`]/.test(env.value))
    expect(quoted.length).toBeGreaterThan(FILES / 4)
    for (const { env, token, bytes } of quoted) {
      const quote = env.value[0] ?? ''
      expect(Buffer.from(bytes).toString('latin1')).toContain(quote + token + quote)
    }
  })

  test('are read by us as they were written', () => {
    for (const { token, bytes } of edited) expect(ourReading(bytes)).toBe(token)
  })

  test.for(READERS)('are read equally by %s', (reader, { skip }) => {
    skip(!mayRun(reader))
    const files = edited.filter(({ env }) => readableBy(reader, env))
    expect(files.length).toBeGreaterThan(FILES / 2)
    const readings = REAL_READERS[reader](
      files.map(({ bytes }) => bytes),
      KEY,
    )
    const wrong = files.filter(({ token }, i) => readings[i] !== token)
    expect(wrong.map(({ bytes }) => Buffer.from(bytes).toString('latin1'))).toEqual([])
  })

  test('come from every class that is left out for some reader', () => {
    const met = new Set(edited.flatMap(({ env }) => env.classes))
    expect(Object.keys(LEFT_OUT).filter((name) => !met.has(name as keyof typeof LEFT_OUT))).toEqual([])
  })
})

describe(`${FILES * 3} files of odds and ends`, () => {
  const soups = fc.sample(envSoup, { numRuns: FILES * 3, seed: SEED })
  const edited = soups.map((file) => setEnvValue(file, KEY, 'New-1').bytes)

  test.for(READERS)('are read as we read them by %s, if no problem names it', (reader, { skip }) => {
    skip(!mayRun(reader))
    for (const files of [soups, edited]) {
      const unnamed = files.filter((file) => !isNamed(file, reader))
      expect(unnamed.length).toBeGreaterThan(FILES)
      const readings = REAL_READERS[reader](unnamed, KEY)
      const wrong = unnamed.filter((file, i) => ourReading(file) !== readings[i])
      expect(wrong.map((file) => Buffer.from(file).toString('utf8'))).toEqual([])
    }
  })

  test('would show a reader that a problem should have named', () => {
    const named = soups.filter((file) => isNamed(file, 'node'))
    const readings = REAL_READERS.node(named, KEY)
    expect(named.some((file, i) => ourReading(file) !== readings[i])).toBe(true)
  })

  test('differ from what they were in one place only', () => {
    soups.forEach((before, i) => {
      const after = edited[i] ?? Buffer.of()
      const { start, end } = commonEnds(before, after)
      const replaced = Buffer.from(before)
        .subarray(start, before.length - end)
        .toString('utf8')
      const value = ourReading(before) ?? ''
      // Quotes and escapes apart, what went is the value that was read.
      expect(replaced.replaceAll(/['"`\\\r\n]/g, '').length).toBeLessThanOrEqual(value.length)
    })
  })
})

function isNamed(file: Uint8Array, reader: RealReader): boolean {
  return describeEnvProblems(file, KEY).some(({ differs }) => differs.includes(reader))
}

function commonEnds(a: Uint8Array, b: Uint8Array): { start: number; end: number } {
  const shorter = Math.min(a.length, b.length)
  let start = 0
  while (start < shorter && a[start] === b[start]) start += 1
  let end = 0
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1
  return { start, end }
}
