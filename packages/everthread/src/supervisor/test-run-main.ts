/**
 * A `run` for whole-process tests: the real supervisor in a process of its own, told by its parent what to do and
 * telling what happens, over the channel between them. The standard streams are the child's, as in the real one.
 */
import { Secret } from '@everthread/client'
import { systemClock } from '../time/clock.ts'
import { forwardSignals, groupFor } from './forward-signals.ts'
import { createNodeProcessHost } from './node-process-host.ts'
import { superviseChild, type Supervisor } from './supervisor.ts'
import type { SupervisorEvent } from './supervisor-event.ts'
import { type FromTestRun, OPTIONS_NAME, TEST_KEY, type TestRunOptions, type ToTestRun } from './test-run.ts'

const options = process.env[OPTIONS_NAME]
if (options !== undefined) begin(JSON.parse(options) as TestRunOptions)
process.once('message', (message: ToTestRun) => {
  if (message.kind === 'begin') begin(message.options)
})

function begin({ token, runId, group = groupFor(process.stdin), ...options }: TestRunOptions): void {
  const supervisor = superviseChild(
    { ...options, group, environment: process.env, key: TEST_KEY, token: new Secret(token) },
    {
      clock: systemClock,
      host: createNodeProcessHost(),
      fetch: globalThis.fetch,
      newId: () => runId,
      onEvent: tell,
    },
  )
  process.on('message', (message: ToTestRun) => {
    if (message.kind === 'deliver') supervisor.deliver(new Secret(message.token))
  })
  void endWith(supervisor, forwardSignals(supervisor, process))
}

function tell(event: SupervisorEvent): void {
  const message: FromTestRun = { event, ticks: systemClock.ticks() }
  if (process.connected) process.send?.(message)
}

async function endWith(supervisor: Supervisor, forwarding: Disposable): Promise<void> {
  process.exitCode = (await supervisor.ended).code
  forwarding[Symbol.dispose]()
  if (process.connected) process.disconnect?.()
}
