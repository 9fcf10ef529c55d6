/** A sandbox in a process of its own, where it takes nothing from what is measured. */
import { join } from 'node:path'
import { REPOSITORY } from '../test/support/repository.ts'
import { startProcess } from '../test/support/running-process.ts'

export interface SandboxProcess extends AsyncDisposable {
  readonly url: string
  readonly appId: string
  readonly pid: number
  /** Of `anna`, just issued. */
  readonly token: string
  /** Another one, of somebody who is there. */
  issueToken(user: string, scopes?: readonly string[]): Promise<string>
  /** `POST` to the control plane. */
  order(name: string, body: object): Promise<unknown>
}

export async function startSandboxProcess(options: readonly string[] = []): Promise<SandboxProcess> {
  const main = join(REPOSITORY, 'packages/sandbox/src/main.ts')
  const sandbox = startProcess({
    command: process.execPath,
    args: ['--conditions=@everthread/source', main, '--json', ...options],
    cwd: REPOSITORY,
    env: {},
  })
  await sandbox.said('}\n', 'stdout')
  const { url, app_id } = JSON.parse(sandbox.stdout()) as { readonly url: string; readonly app_id: string }
  const order = (name: string, body: object) => post(`${url}/__sandbox/${name}`, body)
  const issueToken = async (user: string, scopes?: readonly string[]): Promise<string> => {
    const { access_token } = (await order('tokens', { user, scopes })) as { readonly access_token: string }
    return access_token
  }
  await order('users', { username: 'anna' })
  return {
    url,
    appId: app_id,
    pid: sandbox.pid,
    token: await issueToken('anna'),
    issueToken,
    order,
    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  }
}

async function post(url: string, body: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${new URL(url).pathname}: ${response.status} ${await response.text()}`)
  return response.json()
}
