// Runs after `npm ci`: builds what the committed bin files import.
// `npm ci --omit=dev` installs no build tools, and then there is nothing to build with and nothing to complain of.
import { existsSync } from 'node:fs'

const tools = ['typescript', 'rolldown', 'vite'].map(
  (name) => new URL(`../node_modules/${name}/package.json`, import.meta.url),
)
if (tools.every((url) => existsSync(url))) await import('./build.js')
else console.log('everthread: the build tools are not installed, so nothing is built')
