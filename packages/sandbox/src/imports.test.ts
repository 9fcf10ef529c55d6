import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** What a module imports from outside its package and Node. */
function strangers(source: string): readonly string[] {
  const imported = [...source.matchAll(/(?:from|import) ?\(?'([^']+)'/g)].map((match) => match[1] ?? '')
  return imported.filter((name) => !name.startsWith('.') && !name.startsWith('node:'))
}

test('the sandbox depends on nothing but Node: not on npm, not on the client that it is to judge', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const modules = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  expect(modules.length).toBeGreaterThan(50)
  expect(modules.flatMap((file) => strangers(readFileSync(`${folder}${file}`, 'utf8')))).toEqual([])
})

test('an import from elsewhere is found', () => {
  const source =
    "import { a } from './a.ts'\nimport 'zod'\nimport { type B } from '@everthread/client'\nawait import('x')"
  expect(strangers(source)).toEqual(['zod', '@everthread/client', 'x'])
})
