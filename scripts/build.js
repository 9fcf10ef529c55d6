// Builds every package into its `dist/`: the two libraries with tsc (one file a module, with declarations), the
// product with rolldown (one bundle with lazy chunks, because start-up time is a promise; see bench/).
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { bundleEverthread } from './bundle.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url))

for (const name of ['client', 'sandbox']) {
  rmSync(`${root}packages/${name}/dist`, { recursive: true, force: true })
  const { status } = spawnSync(process.execPath, [tsc, '-p', `packages/${name}/tsconfig.build.json`], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(status ?? 1)
}
await bundleEverthread(root)
