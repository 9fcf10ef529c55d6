// One bundle for the CLI and the service, and beside it the web app. Everything that npm would install is inside it, so that `npx everthread`
// fetches one package and starts without resolving a tree; whose licences travel with it is collected here.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { rolldown } from 'rolldown'
import { buildWeb } from './build-web.js'

/**
 * @param {string} root the repository, with a trailing slash
 * @param {string} [into] the folder that gets `dist/` and the notices, with a trailing slash; by default the package's own
 */
export async function bundleEverthread(root, into = `${root}packages/everthread/`) {
  rmSync(`${into}dist`, { recursive: true, force: true })
  const bundle = await rolldown({
    cwd: `${root}packages/everthread/`,
    input: { main: 'src/cli/main.ts' },
    platform: 'node',
    resolve: { conditionNames: ['@everthread/source', 'node', 'default'] },
    treeshake: { moduleSideEffects: (id) => !id.includes('/packages/') },
    logLevel: 'warn',
  })
  const { output } = await bundle.write({
    dir: `${into}dist`,
    // CommonJS starts 20 ms sooner: an `import` of node:http reads each of its exports, which loads undici, HTTP/2 and more.
    format: 'cjs',
    dynamicImportInCjs: false,
    minify: true,
    sourcemap: false,
    entryFileNames: '[name].cjs',
    chunkFileNames: 'chunks/[name]-[hash].cjs',
  })
  await bundle.close()
  const web = await buildWeb(root, `${into}dist/web`)
  const modules = [...output, ...web].flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []))
  writeFileSync(`${into}THIRD-PARTY-NOTICES.md`, noticesOf(modules))
}

/** @param {string[]} modules the files that went into the bundle */
function noticesOf(modules) {
  const folders = new Map()
  for (const id of modules) {
    const match = /^(.*\/node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(id)
    if (match) folders.set(match[2], match[1])
  }
  const sections = [...folders]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([name, folder]) => {
      const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
      const text =
        file && existsSync(`${folder}/${file}`) ? readFileSync(`${folder}/${file}`, 'utf8').trim() : ''
      return `## ${name} ${version} (${license})\n\n${text}\n`
    })
  return `# Third-party notices\n\nThe bundle in \`dist/\` contains these packages.\n\n${sections.join('\n')}`
}
