/** A sandbox in a process of its own, where it takes nothing from what is measured. */
import { join } from 'node:path'
import { REPOSITORY } from '../test/support/repository.ts'
import { startProcess } from '../test/support/running-process.ts'

export interface SandboxProcess extends AsyncDisposable {
  readonly url: string
  /** Of `anna`, just issued. */
  readonly token: string
}

export async function startSandboxProcess(): Promise<SandboxProcess> {
  const main = join(REPOSITORY, 'packages/sandbox/src/main.ts')
  const sandbox = startProcess({
    command: process.execPath,
    args: ['--conditions=@everthread/source', main, '--json'],
    cwd: REPOSITORY,
    env: {},
  })
  await sandbox.said('}\n', 'stdout')
  const { url } = JSON.parse(sandbox.stdout()) as { readonly url: string }
  await order(`${url}/__sandbox/users`, { username: 'anna' })
  const { access_token: token } = await order(`${url}/__sandbox/tokens`, { user: 'anna' })
  if (token === undefined) throw new Error('the sandbox made no token')
  return { url, token, [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose]() }
}

async function order(url: string, body: object): Promise<{ readonly access_token?: string }> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${new URL(url).pathname}: ${response.status} ${await response.text()}`)
  return (await response.json()) as { readonly access_token?: string }
}
