/**
 * For programs that hard-code Meta's hosts: `node --import @everthread/sandbox/intercept program.js`, with the sandbox's
 * address in `THREADS_SANDBOX_URL`. Without it, a call to Meta fails with a sentence that says so; Meta is never reached.
 */
import { rerouteSockets } from './intercept/reroute-sockets.ts'

let hasSpoken = false

rerouteSockets({
  sandboxUrl: () => process.env.THREADS_SANDBOX_URL,
  onRefusal: (sentence) => {
    if (!hasSpoken) process.stderr.write(`${sentence}\n`)
    hasSpoken = true
  },
})
