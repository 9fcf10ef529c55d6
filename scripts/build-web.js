// The web app into `dist/web`, beside the bundle that serves it. Every file is compressed here, once and as well as it goes:
// a small machine that serves it has better things to do.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { build } from 'vite'

const COMPRESSIBLE = /\.(?:js|css|html|svg|json)$/

/**
 * @param {string} root the repository, with a trailing slash
 * @param {string} folder what gets the files
 * @returns what went into them
 */
export async function buildWeb(root, folder) {
  const { output } = await asProduction(() =>
    build({
      configFile: `${root}packages/everthread/web/vite.config.ts`,
      logLevel: 'warn',
      build: { outDir: folder },
    }),
  )
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!COMPRESSIBLE.test(name)) continue
    const content = readFileSync(`${folder}/${name}`)
    writeFileSync(`${folder}/${name}.br`, brotliCompressSync(content))
    writeFileSync(`${folder}/${name}.gz`, gzipSync(content, { level: 9 }))
  }
  return output
}

/**
 * A test that builds the package builds what users get: Vite takes the environment's word for what it builds.
 *
 * @template T
 * @param {() => Promise<T>} work
 */
async function asProduction(work) {
  const { NODE_ENV } = process.env
  process.env.NODE_ENV = 'production'
  try {
    return await work()
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = NODE_ENV
  }
}
