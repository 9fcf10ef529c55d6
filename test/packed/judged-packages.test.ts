/** What the tools say that judge packages for whoever installs them: publint, and “are the types wrong?”. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkPackage, createPackageFromTarballData, type Problem } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { REPOSITORY } from '../support/repository.ts'
import { createTestHome, type TestHome } from '../support/test-home.ts'
import { packAll } from './packed-install.ts'

let home: TestHome
let tarballs: string

beforeAll(() => {
  home = createTestHome()
  tarballs = packAll(home)
})

afterAll(() => home[Symbol.dispose]())

function tarballOf(name: string): Uint8Array<ArrayBuffer> {
  const file = readdirSync(tarballs).find((candidate) =>
    new RegExp(`^(everthread-)?${name}-\\d`).test(candidate),
  )
  if (file === undefined) throw new Error(`${name} was not packed`)
  return new Uint8Array(readFileSync(join(tarballs, file)))
}

describe('publint', () => {
  it.each(['client', 'sandbox', 'everthread'])('finds nothing wrong with %s', async (name) => {
    const tarball = tarballOf(name).buffer
    const { messages, pkg } = await publint({ pack: { tarball }, strict: true })
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
  })
})

describe('are the types wrong', () => {
  /** They are modules, for Node 20 and later: no CommonJS beside them, and no resolution of before `exports`. */
  const isForMuchOlder = (problem: Problem): boolean =>
    problem.kind === 'CJSResolvesToESM' ||
    ('resolutionKind' in problem && problem.resolutionKind === 'node10')

  it.each(['client', 'sandbox'])('no, not in %s', async (name) => {
    const result = await checkPackage(createPackageFromTarballData(tarballOf(name)))
    expect(result.types).toMatchObject({ kind: 'included' })
    const problems = 'problems' in result ? result.problems : []
    expect(problems.filter((problem) => !isForMuchOlder(problem))).toEqual([])
  })
})

describe('the repository', () => {
  it('packs the three packages that it is made of', () => {
    expect(readdirSync(tarballs)).toHaveLength(readdirSync(join(REPOSITORY, 'packages')).length)
  })
})
