/** What a stranger clones: whole, in step with itself, and without a trace of the machine that it was written on. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'rolldown/parseAst'
import { describe, expect, it } from 'vitest'
import { REPOSITORY } from '../support/repository.ts'
import { below, committedFiles, ignoredAmong } from './committed-files.ts'

const PACKAGES = ['client', 'sandbox', 'everthread'] as const

const textOf = (path: string): string => readFileSync(join(REPOSITORY, path), 'utf8')
const jsonOf = (path: string): Record<string, unknown> => JSON.parse(textOf(path)) as Record<string, unknown>

describe('the version', () => {
  it.each(['sandbox', 'everthread'])('of %s is the same in its code and in its package.json', (name) => {
    const [, inCode] = /VERSION = '([^']+)'/.exec(textOf(`packages/${name}/src/version.ts`)) ?? []
    expect(inCode).toBe(jsonOf(`packages/${name}/package.json`)['version'])
  })

  it('is one for all three', () => {
    const versions = PACKAGES.map((name) => jsonOf(`packages/${name}/package.json`)['version'])
    expect(new Set(versions).size).toBe(1)
  })
})

describe('the source', () => {
  it('is committed: no rule of .gitignore swallows a part of it', () => {
    const source = ['packages', 'test', 'docs', 'scripts', 'bench', 'examples'].flatMap((folder) =>
      existsSync(join(REPOSITORY, folder)) ? below(join(REPOSITORY, folder)) : [],
    )
    expect(source.length).toBeGreaterThan(200)
    const ignored = ignoredAmong(source) ?? []
    // Made by the build.
    expect(ignored.filter((path) => !path.endsWith('THIRD-PARTY-NOTICES.md'))).toEqual([])
  })

  it('would be missed if it were swallowed', () => {
    expect(ignoredAmong(['node_modules/control.ts']) ?? ['node_modules/control.ts']).toEqual([
      'node_modules/control.ts',
    ])
  })
})

/** Paths of one machine, and hosts of one network. What everybody has is left out: `/tmp`, `/usr/bin`, `/home/anna`. */
const TRACES: readonly RegExp[] = [
  /(?<![\w.-])\/(?:work|root|workspace|builds)\/(?!<)[\w.-]+/,
  /(?<![\w.-])\/(?:home|Users)\/(?!anna\b|user\b|\$|<)[\w-]+\//,
  /\bhttps?:\/\/(?:[\w-]+\.)*(?:internal|corp|intranet|artifactory|nexus|verdaccio)\b/,
]

function tracesIn(text: string): string[] {
  return TRACES.flatMap((trace) => trace.exec(text)?.[0] ?? [])
}

describe('a committed file', () => {
  const files = committedFiles().filter((path) => !/\.(?:png|webp|ico|woff2?)$/.test(path))

  it('names no place of one machine and no host of one network', () => {
    const found = files.flatMap((path) =>
      path === 'test/house/committed-files.test.ts' || !existsSync(join(REPOSITORY, path))
        ? []
        : tracesIn(textOf(path)).map((trace) => `${path}: ${trace}`),
    )
    expect(found).toEqual([])
  })

  it.each(['see /root/notes.md', 'at /home/jane/project/file.ts', 'http://npm.corp.example/'])(
    'that says "%s" would be found',
    (text) => {
      expect(tracesIn(text)).toHaveLength(1)
    },
  )

  it('that locks what is installed names no registry but the public one', () => {
    const { packages } = jsonOf('package-lock.json') as { packages: Record<string, { resolved?: string }> }
    const hosts = Object.values(packages)
      .flatMap(({ resolved }) => (resolved?.startsWith('http') ? [new URL(resolved).host] : []))
      .filter((host) => host !== 'registry.npmjs.org')
    expect(hosts).toEqual([])
  })
})

/** Syntax that came after ES5, save `import()`, which is reached only by a Node that knows it. */
const NEW_SYNTAX = new Set([
  ...['ArrowFunctionExpression', 'ClassDeclaration', 'ClassExpression', 'TemplateLiteral', 'AwaitExpression'],
  ...['ChainExpression', 'SpreadElement', 'RestElement', 'ObjectPattern', 'ArrayPattern', 'ForOfStatement'],
  ...['ImportDeclaration', 'ExportNamedDeclaration', 'ExportDefaultDeclaration', 'AssignmentPattern'],
])

function newSyntaxIn(text: string): string[] {
  const found: string[] = []
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    const { type, kind, operator, async: isAsync } = value as Record<string, unknown>
    if (typeof type === 'string' && NEW_SYNTAX.has(type)) found.push(type)
    if (type === 'VariableDeclaration' && kind !== 'var') found.push(String(kind))
    if (operator === '??' || operator === '**' || operator === '??=') found.push(operator)
    if (isAsync === true) found.push('async')
    for (const child of Object.values(value)) visit(child)
  }
  visit(parseAst(text, { lang: 'js' }))
  return found
}

describe('a program that npm links', () => {
  it.each(['packages/everthread/bin/everthread.js', 'packages/sandbox/bin/everthread-sandbox.js'])(
    'is read even by a Node that is far too old: %s',
    (path) => {
      expect(newSyntaxIn(textOf(path))).toEqual([])
      expect(textOf(path).startsWith('#!/usr/bin/env node\n')).toBe(true)
    },
  )

  it.each(['const a = 1', 'var a = b?.c', 'var a = () => 1', 'var a = b ?? c', 'import "a"'])(
    'would not be with %j in it',
    (text) => {
      expect(newSyntaxIn(text)).toHaveLength(1)
    },
  )
})
