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
  const folder = dirname(dirname(main))
  for (const name of ['bin', 'package.json'])
    cpSync(join(REPOSITORY, 'packages/everthread', name), join(folder, name), { recursive: true })
  return { program: join(folder, 'bin/everthread.js'), [Symbol.dispose]: () => bundle[Symbol.dispose]() }
}
