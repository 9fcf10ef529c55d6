/** Things that happen at an instant of the sandbox's clock, whether it gets there by itself or by a jump. */
import type { SandboxClock } from './clock.ts'
import { startTimer } from './host.ts'

export interface Alarms {
  /** Rings once when the clock reads `instant` or later. */
  at(instant: number, ring: () => void): void
  /** Forgets everything that has not rung. */
  clear(): void
  /** Forgets everything and stops listening to the clock. */
  close(): void
}

interface Alarm {
  readonly instant: number
  readonly ring: () => void
}

export function createAlarms(clock: SandboxClock): Alarms {
  let waiting: readonly Alarm[] = []
  let stopTimer: (() => void) | undefined

  const check = (): void => {
    stopTimer?.()
    stopTimer = undefined
    const now = clock.now()
    const due = waiting.filter((alarm) => alarm.instant <= now).toSorted((a, b) => a.instant - b.instant)
    waiting = waiting.filter((alarm) => alarm.instant > now)
    for (const alarm of due) alarm.ring()
    const next = Math.min(...waiting.map((alarm) => alarm.instant))
    // A frozen clock gets there by jumps alone, and each jump checks.
    if (waiting.length > 0 && clock.mode !== 'frozen') stopTimer = startTimer(next - now, check)
  }
  const stopListening = clock.onChange(check)
  const clear = (): void => {
    waiting = []
    stopTimer?.()
    stopTimer = undefined
  }

  return {
    at: (instant, ring) => {
      waiting = [...waiting, { instant, ring }]
      check()
    },
    clear,
    close: () => {
      stopListening()
      clear()
    },
  }
}
