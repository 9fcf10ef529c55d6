#!/usr/bin/env node
// Old syntax on purpose: this file must be able to tell an old Node that it is too old.
// CommonJS like the bundle that it starts: Node then starts without its loader of ES modules (bench/README.md).
var version = process.versions.node.split('.')
if (Number(version[0]) < 24) {
  var tooOld = 'everthread needs Node.js 24 or newer; this is ' + process.versions.node + '.\n'
  var remedy =
    'Install it from https://nodejs.org, or run npm start in the repository, which brings its own.\n'
  process.stderr.write(tooOld + remedy)
  process.exit(1)
}
try {
  require('../dist/main.cjs')
} catch (error) {
  if (error.code !== 'MODULE_NOT_FOUND' || !/dist.main\.cjs/.test(String(error.message))) throw error
  process.stderr.write('everthread is not built yet: run npm run build in the repository.\n')
  process.exit(1)
}
