/**
 * For tests: a process that wants the lock on a `.env`. It appends `begin PID` and `end PID` to a log while it holds it,
 * or, told to `hold`, prints a line and never lets go.
 */
import { appendFileSync } from 'node:fs'
import { systemClock } from '../time/clock.ts'
import { withEnvLock } from './env-lock.ts'

const [, , path = '', folder = '', task = ''] = process.argv

await withEnvLock({ path, runtimeDir: folder, clock: systemClock }, async () => {
  if (task === 'hold') {
    process.stdout.write('held\n')
    await new Promise((resolve) => process.stdin.on('end', resolve).resume())
  }
  appendFileSync(task, `begin ${process.pid}\n`)
  await systemClock.sleep(2)
  appendFileSync(task, `end ${process.pid}\n`)
})
