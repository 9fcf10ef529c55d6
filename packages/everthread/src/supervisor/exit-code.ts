/** How an end is told to whoever started us, as a shell tells it. */
import { constants } from 'node:os'
import type { ChildEnd } from './process-host.ts'

/** What a shell answers for a command that is not there, and for one that is but cannot be run. */
const COMMAND_NOT_FOUND = 127
const COMMAND_NOT_EXECUTABLE = 126
const SIGNAL_BASE = 128

export function exitCode(end: ChildEnd): number {
  switch (end.kind) {
    case 'exited':
      return end.code
    case 'signalled':
      return signalCode(end.signal)
    case 'not-started':
      return end.reason === 'command-not-found' ? COMMAND_NOT_FOUND : COMMAND_NOT_EXECUTABLE
    default:
      return end satisfies never
  }
}

/** 143 for `SIGTERM`. */
export function signalCode(signal: NodeJS.Signals): number {
  return SIGNAL_BASE + constants.signals[signal]
}
