/** A user of a test's own: home, working folder, data and runtime folders, and the environment of their processes. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'

export interface TestHome extends Disposable {
  /** Everything below lies in here. */
  readonly root: string
  readonly cwd: string
  /** Named in the environment; made by whoever needs it. */
  readonly dataDir: string
  readonly env: Readonly<Record<string, string>>
  path(name: string): string
  write(name: string, content: string | Uint8Array): string
  /** Of the working folder. */
  read(name: string): string
}

export function createTestHome(apiBaseUrl?: string): TestHome {
  // The real path: the CLI tells real paths, and some systems' temporary folder is a link.
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'everthread-home-')))
  const cwd = join(root, 'work')
  const dataDir = join(root, 'data')
  for (const folder of [cwd, join(root, 'run'), join(root, 'tmp')]) mkdirSync(folder, { mode: 0o700 })
  const path = (name: string): string => join(cwd, name)
  return {
    root,
    cwd,
    dataDir,
    env: {
      // The Node under test first: what a command line of ours starts by the name `node` is the same one.
      PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
      HOME: root,
      TMPDIR: join(root, 'tmp'),
      XDG_RUNTIME_DIR: join(root, 'run'),
      EVERTHREAD_DATA: dataDir,
      LANG: 'C.UTF-8',
      ...(apiBaseUrl !== undefined && { THREADS_API_BASE_URL: apiBaseUrl }),
    },
    path,
    write: (name, content) => {
      writeFileSync(path(name), content, { mode: 0o600 })
      return path(name)
    },
    read: (name) => readFileSync(path(name), 'utf8'),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  }
}
