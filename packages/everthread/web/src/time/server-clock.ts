/**
 * What time it is, by the service's clock. The reader's own may be wrong, and in the demo the service stands in another season
 * altogether. Between two answers it goes on by the browser's monotonic clock. The only module of the web app that names a clock.
 */
import { useSyncExternalStore } from 'react'

const TICK_MS = 1_000

/** Of a page that lay in the background for a night: what it counted on is old. */
let base = { server: Date.now(), monotonic: performance.now() }
let shown = base.server
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** `iso`: what the service said that it is. */
export function learnNow(iso: string): void {
  base = { server: Date.parse(iso), monotonic: performance.now() }
  tick()
}

/** Epoch milliseconds, by the service's clock; changes once a second. */
export function useNow(): number {
  return useSyncExternalStore(listen, () => shown)
}

export function now(): number {
  return base.server + performance.now() - base.monotonic
}

/** Does it once, after so much real time. What it gives back takes it back. */
export function after(ms: number, work: () => void): () => void {
  const timer = setTimeout(work, ms)
  return () => clearTimeout(timer)
}

export function toIso(at: number): string {
  return new Date(at).toISOString()
}

export function toMillis(iso: string): number {
  return Date.parse(iso)
}

function tick(): void {
  shown = Math.floor(now() / TICK_MS) * TICK_MS
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(tick, TICK_MS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}
