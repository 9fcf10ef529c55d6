/** The client as a browser gets it: bundled as a module of its own, on a page that has nothing else. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { REPOSITORY } from '../support/repository.ts'

const PAGE = `<!doctype html><title>client</title>
<script type="module">import * as client from '/client.js'; globalThis.client = client</script>`

export interface ClientPage extends AsyncDisposable {
  readonly url: string
}

export async function serveClient(): Promise<ClientPage> {
  const module = await bundleClient()
  const server = createServer(({ url }, response) => {
    const isModule = url === '/client.js'
    response.setHeader('content-type', isModule ? 'text/javascript' : 'text/html')
    response.end(isModule ? module : PAGE)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function bundleClient(): Promise<string> {
  await using build = await rolldown({
    input: join(REPOSITORY, 'packages/client/src/index.ts'),
    platform: 'browser',
  })
  const { output } = await build.generate({ format: 'esm' })
  return output[0].code
}
