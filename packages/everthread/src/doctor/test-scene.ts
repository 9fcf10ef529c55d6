/** For tests: a sandbox with a healthy token in a private `.env` in a folder of its own. Each test breaks one thing. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Secret } from '@everthread/client'
import { createSandbox, type Sandbox, type TokenOrder } from '@everthread/sandbox'
import { adoptToken } from '../account/adopt-token.ts'
import type { CommandContext } from '../cli/command-context.ts'
import { keeperApi } from '../cli/keeper-for.ts'
import { createTestContext, testFolder } from '../cli/test-context.ts'
import type { EnvOptions } from '../cli/token-source.ts'
import { type Installation, makeInstallation } from '../service/installation.ts'
import { diagnose } from './diagnose.ts'
import type { Finding, FindingCode } from './finding.ts'
import { type DoctorHost, thisHost } from './host.ts'

export const KEY = 'THREADS_ACCESS_TOKEN'

export interface Looking {
  readonly options?: EnvOptions
  /** Of the environment. */
  readonly variables?: Readonly<Record<string, string>>
  readonly host?: Partial<DoctorHost>
  readonly alter?: (context: CommandContext) => CommandContext
}

export interface Scene extends AsyncDisposable {
  readonly sandbox: Sandbox
  readonly folder: string
  readonly envPath: string
  readonly dataDir: string
  write(text: string | Uint8Array): void
  /** Makes another token of anna's and puts it into the file. */
  hold(order?: Omit<TokenOrder, 'user'>): string
  withContext<T>(work: (context: CommandContext) => Promise<T>, variables?: Looking['variables']): Promise<T>
  /** Takes the file over into the data folder, and hands out the open installation. */
  adopt<T>(work: (installation: Installation, accountId: string) => Promise<T>): Promise<T>
  diagnose(looking?: Looking): Promise<readonly Finding[]>
}

export async function createScene(): Promise<Scene> {
  const sandbox = await createSandbox({ seed: 'doctor' })
  const folder = testFolder()
  const envPath = join(folder.path, '.env')
  sandbox.users.put({ username: 'anna' })
  const withContext: Scene['withContext'] = async (work, env = {}) => {
    using test = createTestContext({ sandbox, cwd: folder.path, env })
    return await work(test.context)
  }
  const write: Scene['write'] = (text) => writeFileSync(envPath, text, { mode: 0o600 })
  const hold: Scene['hold'] = (order) => {
    const { access_token } = sandbox.tokens.create({ user: 'anna', age: '2d', ...order })
    write(`${KEY}=${access_token}\n`)
    return access_token
  }
  let token = hold()
  return {
    sandbox,
    folder: folder.path,
    envPath,
    dataDir: join(folder.path, '.local', 'share', 'everthread'),
    write,
    hold: (order) => (token = hold(order)),
    withContext,
    adopt: (work) => withContext((context) => adopt(context, { token, path: envPath, work })),
    diagnose: ({ options = {}, variables, host, alter }: Looking = {}) =>
      withContext(
        (context) => diagnose(alter ? alter(context) : context, options, { ...thisHost(), ...host }),
        variables,
      ),
    [Symbol.asyncDispose]: async () => {
      await sandbox.close()
      rmSync(folder.path, { recursive: true, force: true })
    },
  }
}

interface Adoption<T> {
  readonly token: string
  readonly path: string
  readonly work: (installation: Installation, accountId: string) => Promise<T>
}

async function adopt<T>(context: CommandContext, { token: text, path, work }: Adoption<T>): Promise<T> {
  const token = new Secret(text)
  const look = await keeperApi(context).look(token)
  if (look.kind !== 'ok') throw new Error(`the sandbox does not know the token: ${look.kind}`)
  await using installation = await makeInstallation({ ...context, clock: context.host })
  const { accountId } = await adoptToken(installation, {
    ...look.value,
    ...context,
    token,
    source: 'adopted',
    now: context.host.now(),
    sink: { path, key: KEY, delivered: 'yes' },
  })
  return await work(installation, accountId)
}

export function codesOf(findings: readonly Finding[]): readonly FindingCode[] {
  return findings.map(({ code }) => code)
}

export function troublesIn(findings: readonly Finding[]): readonly FindingCode[] {
  return codesOf(findings.filter(({ level }) => level === 'problem' || level === 'warning'))
}
