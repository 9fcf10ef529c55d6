/** The sandbox's speed: `/me` beside a bare server of node:http that answers with the same bytes, and `createSandbox()`. */
import { besideBareServer } from './beside-bare-server.ts'
import { benchCreation } from './creation.ts'
import type { Figure } from './figure.ts'
import { getRequest } from './keep-asking.ts'
import type { BenchOptions } from './main.ts'
import { startSandboxProcess } from './sandbox-process.ts'

export async function benchSandbox({ quick }: BenchOptions): Promise<Figure[]> {
  return [await profile(quick ? 2 : 10), await benchCreation('createSandbox()', {}, quick ? 20 : 200)]
}

async function profile(rounds: number): Promise<Figure> {
  await using sandbox = await startSandboxProcess()
  const path = `/v1.0/me?fields=id,username,threads_profile_picture_url&access_token=${sandbox.token}`
  return await besideBareServer({
    what: 'sandbox, GET /me',
    url: sandbox.url,
    answer: await fetch(sandbox.url + path),
    talk: () => () => getRequest(path),
    rounds,
    atLeast: 0.4,
  })
}
