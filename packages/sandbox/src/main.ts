/** Entry of the program `everthread-sandbox`: the real terminal, the real signals. */
import { run } from './cli/run.ts'

process.exitCode = await run({
  args: process.argv.slice(2),
  out: (text) => void process.stdout.write(text),
  say: (text) => void process.stderr.write(text),
  stopped: () =>
    new Promise((resolve) => {
      process.once('SIGTERM', () => resolve())
      process.once('SIGINT', () => resolve())
    }),
})
