/** The client as a browser gets it: bundled as a module of its own, on a page that has nothing else. */
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { type LoopbackServer, serveOnLoopback } from '../support/loopback-server.ts'
import { REPOSITORY } from '../support/repository.ts'

const PAGE = `<!doctype html><title>client</title>
<script type="module">import * as client from '/client.js'; globalThis.client = client</script>`

export async function serveClient(): Promise<LoopbackServer> {
  const module = await bundleClient()
  return serveOnLoopback(({ url }, response) => {
    const isModule = url === '/client.js'
    response.setHeader('content-type', isModule ? 'text/javascript' : 'text/html')
    response.end(isModule ? module : PAGE)
  })
}

async function bundleClient(): Promise<string> {
  await using build = await rolldown({
    input: join(REPOSITORY, 'packages/client/src/index.ts'),
    platform: 'browser',
  })
  const { output } = await build.generate({ format: 'esm' })
  return output[0].code
}
