/** What `@everthread/client` adds to a bundle: minified, then gzip at its best. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { REPOSITORY } from '../test/support/repository.ts'
import type { Figure } from './figure.ts'

const CLIENT = join(REPOSITORY, 'packages/client/src/index.ts')
/** Sixteen kilobytes and four, read strictly. */
const WHOLE_BYTES = 16_000
const RENEWAL_BYTES = 4_000

export async function benchClientSize(): Promise<Figure[]> {
  const all = await sizesOf(`export * from ${JSON.stringify(CLIENT)}`)
  const renewal = await sizesOf(`export { renewToken, Secret } from ${JSON.stringify(CLIENT)}`)
  return [
    {
      what: '@everthread/client, all of it, gzip',
      value: all.gzip,
      unit: 'bytes',
      atMost: WHOLE_BYTES,
      detail: `${all.minified} bytes minified`,
    },
    {
      what: '@everthread/client, renewToken alone, gzip',
      value: renewal.gzip,
      unit: 'bytes',
      atMost: RENEWAL_BYTES,
      detail: `${renewal.minified} bytes minified`,
    },
  ]
}

interface Sizes {
  readonly minified: number
  readonly gzip: number
}

async function sizesOf(entry: string): Promise<Sizes> {
  const folder = mkdtempSync(join(tmpdir(), 'everthread-bench-'))
  try {
    const input = join(folder, 'entry.js')
    writeFileSync(input, entry)
    await using bundle = await rolldown({ input, platform: 'neutral', logLevel: 'silent' })
    const { output } = await bundle.generate({ format: 'esm', minify: true })
    const code = Buffer.from(output.map((part) => (part.type === 'chunk' ? part.code : '')).join(''))
    return { minified: code.length, gzip: gzipSync(code, { level: 9 }).length }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
