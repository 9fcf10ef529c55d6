/** Everything that is, or will be, committed: what lies in the repository and is not ignored. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { REPOSITORY } from '../support/repository.ts'

const NOT_OURS = new Set(['node_modules', 'dist', '.git'])

/** Paths from the repository's root. */
export function committedFiles(): string[] {
  const git = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: REPOSITORY,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  return git.status === 0 ? git.stdout.split('\0').filter((path) => path !== '') : below(REPOSITORY)
}

/** Of these, those that git passes over without a word. `undefined` where there is no repository of git's. */
export function ignoredAmong(paths: readonly string[]): string[] | undefined {
  const git = spawnSync('git', ['check-ignore', '--no-index', '-z', '--stdin'], {
    cwd: REPOSITORY,
    encoding: 'utf8',
    input: paths.join('\0'),
  })
  // 1: none of them.
  if (git.status !== 0 && git.status !== 1) return undefined
  return git.stdout.split('\0').filter((path) => path !== '')
}

/** What lies below a folder, whether git knows of it or not. */
export function below(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name)) return []
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return below(path)
    return entry.isFile() ? [relative(REPOSITORY, path)] : []
  })
}
