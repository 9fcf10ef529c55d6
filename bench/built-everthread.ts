/** The product as it is published, `bin/` and all, built from this source into a folder of the bench's own. */
import { cpSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { bundleEverthread } from '../test/support/everthread.ts'
import { REPOSITORY } from '../test/support/repository.ts'

export interface BuiltEverthread extends Disposable {
  /** What `node` is started with. */
  readonly program: string
}

export async function buildEverthread(): Promise<BuiltEverthread> {
  const bundle = await bundleEverthread()
  const [main = ''] = bundle.argv
  const bin = join(dirname(dirname(main)), 'bin')
  cpSync(join(REPOSITORY, 'packages/everthread/bin'), bin, { recursive: true })
  return { program: join(bin, 'everthread.js'), [Symbol.dispose]: () => bundle[Symbol.dispose]() }
}
