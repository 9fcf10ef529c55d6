/** A bare server of node:http that says the same to everything, in a process of its own: what answers must not take from what asks. */
import { join } from 'node:path'
import { REPOSITORY } from '../test/support/repository.ts'
import { startProcess } from '../test/support/running-process.ts'

export interface Saying {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface AnsweringServer extends AsyncDisposable {
  readonly port: number
}

export async function startAnsweringServer(saying: Saying): Promise<AnsweringServer> {
  const server = startProcess({
    command: process.execPath,
    args: [join(import.meta.dirname, 'bare-server.js'), JSON.stringify(saying)],
    cwd: REPOSITORY,
    env: {},
  })
  await server.said('}\n', 'stdout')
  const { port } = JSON.parse(server.stdout()) as { readonly port: number }
  return { port, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}
