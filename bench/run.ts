/**
 * `npm run bench [-- NAME… --quick]`: starts `main.ts` as it has to run: from the source of the packages, and without
 * `NODE_EXTRA_CA_CERTS`, which makes every start of Node read a file of certificates.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env
const main = join(import.meta.dirname, 'main.ts')
const args = ['--conditions=@everthread/source', main, ...process.argv.slice(2)]
const { status } = spawnSync(process.execPath, args, { env, stdio: 'inherit' })
process.exitCode = status ?? 1
