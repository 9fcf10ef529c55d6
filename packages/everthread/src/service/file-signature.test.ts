/** Has a file changed? */
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fileSignature } from './file-signature.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'everthread-signature-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('is another one after each change, and the same as long as nothing happens', () => {
  const path = join(folder, '.env')
  const absent = fileSignature(path)
  writeFileSync(path, 'A=1')
  const written = fileSignature(path)
  expect(fileSignature(path)).toBe(written)
  writeFileSync(path, 'A=12')
  expect(new Set([absent, written, fileSignature(path)]).size).toBe(3)
})

it('of a place that cannot be looked at is one of its own', () => {
  const path = join(folder, '.env')
  symlinkSync('.env', path)
  expect([fileSignature(path), fileSignature(path)]).toEqual(['unreadable', 'unreadable'])
})
