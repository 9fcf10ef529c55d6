import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createTar, readTar } from './tar.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'everthread-tar-'))
  file = join(folder, 'a.tar')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(entries: Readonly<Record<string, Uint8Array>>): void {
  rmSync(file, { force: true })
  using tar = createTar(file)
  for (const [name, bytes] of Object.entries(entries)) tar.addBytes(name, bytes)
  tar.finish()
}

const read = () => Object.fromEntries(Array.from(readTar(file), (entry) => [entry.name, entry.bytes()]))

it('what was put in comes out, whatever its size', () => {
  const bytes = fc.uint8Array({ maxLength: 2_000 })
  const names = fc.stringMatching(/^[a-z]{1,40}$/)
  fc.assert(
    fc.property(fc.dictionary(names, bytes, { maxKeys: 5 }), (entries) => {
      write(entries)
      const out = read()
      expect(Object.keys(out)).toEqual(Object.keys(entries))
      for (const [name, given] of Object.entries(entries)) expect(out[name]).toEqual(Buffer.from(given))
    }),
    { numRuns: 30 },
  )
})

it('a file goes through in pieces and comes out under its digest, entries that nobody wants are passed over', () => {
  const large = Buffer.alloc(3_000_001, 'abc')
  writeFileSync(join(folder, 'large'), large)
  {
    using tar = createTar(file)
    tar.addBytes('first', Buffer.from('1'))
    const digest = tar.addFile('large', join(folder, 'large'))
    tar.finish()
    expect(digest).toMatch(/^[\da-f]{64}$/)
  }
  for (const entry of readTar(file)) {
    if (entry.name !== 'large') continue
    entry.writeTo(join(folder, 'out'))
    expect(readFileSync(join(folder, 'out')).equals(large)).toBe(true)
  }
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

it('any tar can list and unpack it', () => {
  write({ 'manifest.json': Buffer.from('{}'), 'media/a': Buffer.from('film') })
  expect(execFileSync('tar', ['tf', file], { encoding: 'utf8' })).toBe('manifest.json\nmedia/a\n')
  execFileSync('tar', ['xf', file, '-C', folder])
  expect(readFileSync(join(folder, 'media/a'), 'utf8')).toBe('film')
})

it('one that was cut off, or is none, is refused', () => {
  write({ a: Buffer.alloc(5_000) })
  truncateSync(file, 3_000)
  expect(read).toThrow(expect.objectContaining({ code: 'cut-off' }))
  writeFileSync(file, Buffer.alloc(2_000, 'x'))
  expect(read).toThrow(expect.objectContaining({ code: 'not-a-tar' }))
  writeFileSync(file, '')
  expect(read).toThrow(expect.objectContaining({ code: 'cut-off' }))
})

it('a file that is there is not written over', () => {
  writeFileSync(file, 'mine')
  expect(() => createTar(file)).toThrow(/EEXIST/)
  expect(readFileSync(file, 'utf8')).toBe('mine')
})
