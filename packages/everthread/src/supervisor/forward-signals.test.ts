import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { forwardSignals, groupFor } from './forward-signals.ts'
import type { Supervisor } from './supervisor.ts'

test('a terminal on standard input is shared with the child; without one the child has a group of its own', () => {
  expect(groupFor({ isTTY: true })).toBe('shared')
  expect(groupFor({ isTTY: false })).toBe('own')
  expect(groupFor({})).toBe('own')
})

test('TERM ends the run, the others are handed on, and nothing is heard any more afterwards', () => {
  const heard: string[] = []
  const supervisor: Supervisor = {
    ended: Promise.resolve({ code: 0 }),
    deliver: () => undefined,
    stop: (signal) => heard.push(`stop ${signal}`),
    forward: (signal) => heard.push(`forward ${signal}`),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
  const source = new EventEmitter()
  const listening = forwardSignals(supervisor, source)
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT'] as const
  for (const signal of signals) source.emit(signal, signal)
  expect(heard).toEqual(['stop SIGTERM', 'forward SIGINT', 'forward SIGHUP', 'forward SIGQUIT'])
  listening[Symbol.dispose]()
  expect(signals.map((signal) => source.listenerCount(signal))).toEqual([0, 0, 0, 0])
})
