/** Every link between our own pages leads to a file that is there, and to a heading in it. */
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { REPOSITORY } from '../support/repository.ts'

const PAGES = globSync(['*.md', 'docs/**/*.md', 'examples/**/*.md', 'packages/*/README.md'], {
  cwd: REPOSITORY,
  exclude: (name) => name.endsWith('node_modules'),
})

/** As GitHub names a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-')
}

function anchorsIn(page: string): string[] {
  return [...withoutCode(page).matchAll(/^#{1,6} (.*)$/gm)].map((match) => anchorOf(match[1] ?? ''))
}

function withoutCode(page: string): string {
  return page.replaceAll(/^```[^]*?^```$/gm, '')
}

function linksIn(page: string): string[] {
  return [...withoutCode(page).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '')
}

/** The links of a page that lead nowhere. */
function brokenLinks(file: string, page: string): string[] {
  return linksIn(page).filter((link) => {
    if (/^[a-z]+:/.test(link)) return false
    const [path = '', anchor] = link.split('#')
    const target = path === '' ? file : join(dirname(file), path)
    if (!existsSync(target)) return true
    if (anchor === undefined) return false
    if (statSync(target).isDirectory()) return true
    const anchors = anchorsIn(path === '' ? page : readFileSync(target, 'utf8'))
    return !anchors.includes(decodeURIComponent(anchor))
  })
}

test.each(PAGES)('%s', (name) => {
  const file = join(REPOSITORY, name)
  expect(brokenLinks(file, readFileSync(file, 'utf8'))).toEqual([])
})

test('control: a file that is not there and a heading that is not there are found', () => {
  const page =
    '# One thing\n[a](nowhere.md) [b](#one-thing) [c](#another) [d](storage.md#files) [e](storage.md#no)'
  const file = join(REPOSITORY, 'docs/cli.md')
  expect(brokenLinks(file, page)).toEqual(['nowhere.md', '#another', 'storage.md#no'])
  expect(PAGES.length).toBeGreaterThan(30)
})
