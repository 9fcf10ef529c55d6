/** What npm would publish, packed and installed into an empty folder of somebody who has nothing else. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { REPOSITORY } from '../support/repository.ts'
import type { TestHome } from '../support/test-home.ts'

const PACKAGES = ['client', 'sandbox', 'everthread'] as const

export interface PackedInstall {
  /** Where `npm install` ran. */
  readonly folder: string
  /** Of one of its programs. */
  bin(name: 'everthread' | 'everthread-sandbox'): string
}

export function installPacked(home: TestHome): PackedInstall {
  const tarballs = packAll(home)
  const folder = join(home.root, 'installed')
  mkdirSync(folder)
  const files = readdirSync(tarballs).map((name) => join(tarballs, name))
  // Offline: whatever they would have to fetch is a dependency that they say they do not have.
  run(home, ['npm', 'install', '--offline', '--no-audit', '--no-fund', '--silent', ...files], { cwd: folder })
  return { folder, bin: (name) => join(folder, 'node_modules/.bin', name) }
}

/** The folder with the three tarballs. */
export function packAll(home: TestHome): string {
  buildIfNeeded()
  const tarballs = join(home.root, 'tarballs')
  mkdirSync(tarballs)
  for (const name of PACKAGES)
    run(home, ['npm', 'pack', '--silent', '--ignore-scripts', `--pack-destination=${tarballs}`], {
      cwd: join(REPOSITORY, 'packages', name),
    })
  return tarballs
}

/** `npm ci` has built it. What has changed since, or was removed, is built again: the test is of this source. */
function buildIfNeeded(): void {
  if (PACKAGES.every((name) => isBuilt(join(REPOSITORY, 'packages', name)))) return
  const { status, stderr } = spawnSync(process.execPath, [join(REPOSITORY, 'scripts/build.js')], {
    cwd: REPOSITORY,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`the build failed: ${stderr}`)
}

function isBuilt(folder: string): boolean {
  const built = newestIn(join(folder, 'dist'))
  return built !== undefined && built >= (newestIn(join(folder, 'src')) ?? 0)
}

/** When the latest of its files was written; `undefined` where there is none. */
function newestIn(folder: string): number | undefined {
  if (!existsSync(folder)) return undefined
  const times = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(folder, name)))
    .filter((status) => status.isFile())
    .map(({ mtimeMs }) => mtimeMs)
  return times.length === 0 ? undefined : Math.max(...times)
}

function run(home: TestHome, [command = '', ...args]: string[], { cwd }: { cwd: string }): void {
  const env = {
    ...home.env,
    npm_config_cache: join(home.root, 'npm-cache'),
    npm_config_update_notifier: 'false',
  }
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args[0]} failed: ${stdout}${stderr}`)
}
