/** The rules of DESIGN §3, held over the source itself: lint can be told to look away, a test cannot. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { REPOSITORY } from '../support/repository.ts'
import { HOUSE_RULES, houseOf, type HouseRule } from './house-rules.ts'
import { parseSource, type SourceFile, sourceFiles } from './source-file.ts'

const FILES = sourceFiles()
const HOUSE = houseOf(FILES)

function breaches(rule: HouseRule, file: SourceFile): string[] {
  if (!rule.about(file, HOUSE)) return []
  return rule.broken(file, HOUSE).map((what) => `${file.path} ${what}`)
}

describe.each(HOUSE_RULES)('$name', (rule) => {
  it('holds', () => {
    const found = FILES.filter(({ path }) => !(path in rule.except)).flatMap((file) => breaches(rule, file))
    expect(found).toEqual([])
  })

  it('is broken by its control', () => {
    const { path, text } = rule.control
    expect(breaches(rule, parseSource(path, text))).toHaveLength(1)
  })

  it('has no exception that nobody needs', () => {
    const needed = FILES.filter((file) => breaches(rule, file).length > 0).map(({ path }) => path)
    expect(Object.keys(rule.except).filter((path) => !needed.includes(path))).toEqual([])
  })
})

describe('what the rules look at', () => {
  it('is the whole source', () => {
    expect(FILES.length).toBeGreaterThan(200)
    expect(FILES.map(({ path }) => path)).toContain('packages/everthread/src/keeper/policy.ts')
  })

  it('names only decisions that are there', () => {
    expect([...HOUSE.pure].filter((path) => !existsSync(join(REPOSITORY, path)))).toEqual([])
  })

  it('is what is loaded and used, not what is said', () => {
    const { imports, names } = parseSource(
      'packages/everthread/src/keeper/control.ts',
      `/** Date.now() */
       import type { One } from './one.ts'
       import { type Two } from '../two.ts'
       export { three } from 'three'
       const four = (x: Date) => \`setTimeout \${x.performance} \${process.env.HOME}\`
       await import('./five.ts')
       const six = { Math: 1, 'process.env': 2 }`,
    )
    expect(imports).toEqual([
      { target: 'packages/everthread/src/keeper/one.ts', isTypeOnly: true, isLazy: false },
      // Node keeps `import '../two.ts'`: only the name is a type.
      { target: 'packages/everthread/src/two.ts', isTypeOnly: false, isLazy: false },
      { target: 'three', isTypeOnly: false, isLazy: false },
      { target: 'packages/everthread/src/keeper/five.ts', isTypeOnly: false, isLazy: true },
    ])
    for (const said of ['Date', 'setTimeout', 'performance', 'Math']) expect(names).not.toContain(said)
    expect(names).toContain('process.env')
  })
})
