// The application of the bench `new-token`: tells when it started and with which token, and goes when it is told to.
import { createHash } from 'node:crypto'
import { appendFileSync } from 'node:fs'

const [, , log] = process.argv
const note = (kind) => {
  const at = performance.timeOrigin + performance.now()
  const token = createHash('sha256').update(process.env.THREADS_ACCESS_TOKEN).digest('hex')
  appendFileSync(log, `${JSON.stringify({ kind, at, startedAt: performance.timeOrigin, token })}\n`)
}
note('runs')
process.on('SIGTERM', () => {
  note('told')
  process.exit()
})
setInterval(() => undefined, 60_000)
