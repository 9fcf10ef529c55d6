// `npm test`: what needs only Node and npm always runs; what needs more is looked for, and its absence is said.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url))

installPostgres()
const { status } = spawnSync(process.execPath, [vitest, 'run', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
process.exit(status ?? 1)

/** On Debian, as root, where there is none. What does not work out is no failure: the tests that want it say `not run`. */
function installPostgres() {
  const isThere = existsSync('/usr/lib/postgresql') || spawnSync('postgres', ['--version']).status === 0
  if (isThere || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'postgresql']]) {
    const { status } = spawnSync('apt-get', ['-qq', ...args], { env, stdio: 'ignore', timeout: 180_000 })
    if (status !== 0) return
  }
}
