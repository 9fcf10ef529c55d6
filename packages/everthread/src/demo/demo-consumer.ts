/** The application of the demo: it reads its token from the environment once, when it starts, as most programs do. */
export const DEMO_CONSUMER = `
const { createHash } = require('node:crypto')
const token = process.env.THREADS_ACCESS_TOKEN || ''
const name = createHash('sha256').update(token).digest('hex').slice(0, 12)
console.log('                  [app] started, and posts with token ' + name)
setInterval(() => {}, 1 << 30)
`
