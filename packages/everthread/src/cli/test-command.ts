/** The stage of a whole-command test: a sandbox with two people, a folder, and a way to run a command in it. Tests only. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createSandbox, type Sandbox, type SandboxOptions } from '@everthread/sandbox'
import { expect } from 'vitest'
import type { CommandContext } from './command-context.ts'
import type { ExplainedFailure } from './explain-failure.ts'
import { createTestContext, ended, secretsIn, type TestContextOptions, testFolder } from './test-context.ts'

export type Surroundings = Partial<Omit<TestContextOptions, 'sandbox' | 'cwd'>>

export interface Ran extends Partial<ExplainedFailure> {
  readonly exitCode: number
  readonly out: string
  readonly err: string
}

export interface Stage extends AsyncDisposable {
  readonly sandbox: Sandbox
  readonly cwd: string
  /** Runs a command to its end, and sees that no secret came out of it. */
  run(command: (context: CommandContext) => Promise<number>, surroundings?: Surroundings): Promise<Ran>
  /** A new token of anna's (or of somebody else's). */
  token(order?: Partial<Parameters<Sandbox['tokens']['create']>[0]>): string
  writeEnv(text: string, name?: string): void
  readEnv(name?: string): string
  has(path: string): boolean
}

export async function createStage(options: SandboxOptions = {}): Promise<Stage> {
  const sandbox = await createSandbox({
    clock: 'frozen',
    users: [{ username: 'anna' }, { username: 'boris' }],
    ...options,
  })
  const folder = testFolder()
  const cwd = folder.path
  return {
    sandbox,
    cwd,
    run: async (command, surroundings = {}) => {
      using stage = createTestContext({ sandbox, cwd, ...surroundings })
      const end = await ended(command(stage.context), surroundings.lang)
      const ran = { ...end, out: stage.out(), err: stage.err() }
      expect(secretsIn(JSON.stringify(ran), sandbox)).toEqual([])
      return ran
    },
    token: (order = {}) => sandbox.tokens.create({ user: 'anna', ...order }).access_token,
    writeEnv: (text, name = '.env') => writeFileSync(join(cwd, name), text),
    readEnv: (name = '.env') => readFileSync(join(cwd, name), 'utf8'),
    has: (path) => existsSync(join(cwd, path)),
    [Symbol.asyncDispose]: async () => {
      folder[Symbol.dispose]()
      await sandbox.close()
    },
  }
}

/** Where `createTestContext` puts the data folder. */
export const DATA_FOLDER = '.local/share/everthread'
