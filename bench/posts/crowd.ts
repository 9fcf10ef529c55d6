/** Many people in a sandbox, each with tokens, from a seed file: over HTTP it would take longer than what is measured. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Member } from '../../test/support/filled-folder.ts'
import { type SandboxProcess, startSandboxProcess } from '../sandbox-process.ts'

export interface Crowd extends AsyncDisposable {
  readonly sandbox: SandboxProcess
  /** Everybody, with a token of two days. */
  readonly fresh: readonly Member[]
  /** Everybody, with a token of 45 days that nobody has had. */
  due(): readonly Member[]
}

export interface CrowdOrder {
  readonly count: number
  /** How often `due` is called at most. */
  readonly dueTimes: number
}

export async function startCrowd({ count, dueTimes }: CrowdOrder): Promise<Crowd> {
  const names = Array.from({ length: count }, (_, index) => `user${index}`)
  const ages = ['2d', ...Array.from({ length: dueTimes }, () => '45d')]
  const seed = {
    users: names.map((username) => ({ username })),
    tokens: ages.flatMap((age) => names.map((user) => ({ user, age }))),
  }
  const sandbox = await startSeeded(seed)
  const tokens = await tokensOf(sandbox, await idsOf(sandbox))
  const turns = Array.from({ length: dueTimes }, (_, turn) =>
    tokens.slice(count * (turn + 1), count * (turn + 2)),
  )
  return {
    sandbox,
    fresh: tokens.slice(0, count),
    due: () => turns.shift() ?? [],
    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  }
}

async function startSeeded(seed: object): Promise<SandboxProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'everthread-crowd-'))
  const file = join(folder, 'seed.json')
  writeFileSync(file, JSON.stringify(seed))
  try {
    return await startSandboxProcess(['--no-request-log', '--seed', file])
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function idsOf({ url }: SandboxProcess): Promise<ReadonlyMap<string, string>> {
  const response = await fetch(`${url}/__sandbox/users`)
  const { users } = (await response.json()) as {
    readonly users: readonly Record<'id' | 'username', string>[]
  }
  return new Map(users.map(({ id, username }) => [username, id]))
}

/** In the order of the seed. What the process made for itself comes last. */
async function tokensOf(
  { url }: SandboxProcess,
  ids: ReadonlyMap<string, string>,
): Promise<readonly Member[]> {
  const response = await fetch(`${url}/__sandbox/tokens`)
  const { tokens } = (await response.json()) as {
    readonly tokens: readonly Record<'user' | 'access_token', string>[]
  }
  return tokens.map(({ user, access_token: token }) => ({
    userId: ids.get(user) ?? '',
    username: user,
    token,
  }))
}

/** Does it for 0 … count − 1, so many at a time. The results have that order. */
export async function inParallel<T>(
  count: number,
  atOnce: number,
  work: (index: number) => Promise<T>,
): Promise<T[]> {
  const results: T[] = Array.from({ length: count })
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < count) {
      const index = next
      next += 1
      results[index] = await work(index)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker))
  return results
}
