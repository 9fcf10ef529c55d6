/** For tests: the real parsers of `.env` files, each reading one key of many files. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import dotenv from 'dotenv'
import type { EnvReader } from './env-syntax.ts'

/** `undefined`: not there. */
export type RealReading = string | undefined

export type RealReader = Exclude<EnvReader, 'compose'>

export type ReadMany = (files: readonly Uint8Array[], key: string) => readonly RealReading[]

const PYTHON = '/usr/bin/python3'

/** Docker compose has no command that only reads a file; its grammar is covered by the tables. */
export const REAL_READERS: Readonly<Record<RealReader, ReadMany>> = {
  dotenv: (files, key) => files.map((file) => dotenv.parse(Buffer.from(file))[key]),
  node: (files, key) => files.map((file) => parseEnv(Buffer.from(file).toString('utf8'))[key]),
  'python-dotenv': readWithPython,
  shell: readWithShell,
}

export function pythonDotenvIsThere(): boolean {
  return spawnSync(PYTHON, ['-c', 'import dotenv'], { stdio: 'ignore' }).status === 0
}

function readWithPython(files: readonly Uint8Array[], key: string): readonly RealReading[] {
  const script = [
    'import json, logging, sys',
    'from dotenv import dotenv_values',
    'logging.disable(logging.CRITICAL)',
    'def read(path):',
    '    try: return dotenv_values(path).get(sys.argv[1])',
    '    except UnicodeDecodeError: return None',
    'print(json.dumps([read(path.rstrip("\\n")) for path in sys.stdin]))',
  ].join('\n')
  return inFolder(files, (paths, folder) => {
    const input = paths.map((path) => `${path}\n`).join('')
    const options = { input, cwd: folder, env: {}, maxBuffer: MOST_OUTPUT } as const
    const answer: unknown = JSON.parse(execFileSync(PYTHON, ['-c', script, key], options).toString('utf8'))
    return (answer as (string | null)[]).map((value) => value ?? undefined)
  })
}

/** One shell for all files, a subshell each, since a syntax error ends it. No PATH: what is no assignment finds no command. */
function readWithShell(files: readonly Uint8Array[], key: string): readonly RealReading[] {
  const script = [
    'while IFS= read -r file; do',
    `  ( set -a; . "$file" >/dev/null; printf '%s%s' "\${${key}+=}" "\${${key}-}" ) </dev/null 2>/dev/null`,
    "  printf '\\000'",
    'done',
  ].join('\n')
  return inFolder(files, (paths, folder) => {
    const input = paths.map((path) => `${path}\n`).join('')
    const options = { input, cwd: folder, env: { PATH: folder }, maxBuffer: MOST_OUTPUT } as const
    const answers = execFileSync('/bin/sh', ['-c', script], options).toString('utf8').split('\0')
    return paths.map((_, i) => (answers[i]?.startsWith('=') ? answers[i].slice(1) : undefined))
  })
}

const MOST_OUTPUT = 1 << 28

function inFolder<Result>(
  files: readonly Uint8Array[],
  work: (paths: readonly string[], folder: string) => Result,
): Result {
  const folder = mkdtempSync(join(tmpdir(), 'env-readers-'))
  try {
    mkdirSync(join(folder, 'files'))
    const paths = files.map((file, i) => {
      const path = join(folder, 'files', `${i}.env`)
      writeFileSync(path, file)
      return path
    })
    return work(paths, folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
