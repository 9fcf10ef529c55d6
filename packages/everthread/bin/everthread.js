#!/usr/bin/env node
// Old syntax on purpose: this file must be able to tell an old Node that it is too old.
var version = process.versions.node.split('.')
if (Number(version[0]) < 24) {
  process.stderr.write(
    'everthread needs Node.js 24 or newer; this is ' + process.versions.node + '.\n' +
      'Install it from https://nodejs.org, or run npm start in the repository, which brings its own.\n'
  )
  process.exit(1)
}
import('../dist/main.js').catch(function (error) {
  if (error && error.code === 'ERR_MODULE_NOT_FOUND' && /dist.main\.js/.test(String(error.message))) {
    process.stderr.write('everthread is not built yet: run npm run build in the repository.\n')
  } else {
    process.stderr.write(String((error && error.stack) || error) + '\n')
  }
  process.exit(1)
})
