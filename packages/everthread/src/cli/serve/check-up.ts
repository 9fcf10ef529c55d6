/** The doctor at work in the service itself: looks when somebody asks, and remembers for a while what was seen. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { diagnose } from '../../doctor/diagnose.ts'
import { thisHost } from '../../doctor/host.ts'
import type { Checked, CheckUp } from '../../server/check-up.ts'
import type { Clock, Ticks } from '../../time/clock.ts'
import type { CommandContext } from '../command-context.ts'
import { envPlace, type EnvPlace } from '../token-source.ts'

const NANOSECONDS_IN_MS = 1_000_000
/** Node measures from beat to beat: a loop that is never late reads as this. */
const BEAT_MS = 10

export function createCheckUp(context: CommandContext, { path, key }: EnvPlace): CheckUp {
  const { clock, host } = context
  const isNamed = path !== envPlace(context, {}).path
  const options = { key, media: 'untested', ...(isNamed && { env: path }) } as const
  const delay = monitorEventLoopDelay({ resolution: BEAT_MS })
  delay.enable()
  const look = async (): Promise<Checked> => {
    const findings = await diagnose(context, options, thisHost())
    return { at: clock.now(), findings }
  }
  return {
    findings: remembering(look, host),
    loopLagMs: () => {
      const worst = delay.max / NANOSECONDS_IN_MS - BEAT_MS
      delay.reset()
      return Math.max(0, worst)
    },
    clockAheadMs: () => clock.skewMs(),
  }
}

/** However many ask at once, one looks. */
export function remembering<T>(look: () => Promise<T>, clock: Clock): (oldestMs: number) => Promise<T> {
  let last: { readonly at: Ticks; readonly seen: Promise<T> } | undefined
  return (oldestMs) => {
    if (last && clock.ticks() - last.at <= oldestMs) return last.seen
    const looking = { at: clock.ticks(), seen: look() }
    last = looking
    // A failure is told to those who wait for it, and is nothing to remember.
    looking.seen.catch(() => {
      if (last === looking) last = undefined
    })
    return looking.seen
  }
}
