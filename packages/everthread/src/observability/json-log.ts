/** The log as JSON lines on standard output: for whoever collects them. Whatever is written passes the scrubber. */
import { pino } from 'pino'
import { toIso } from '../time/clock.ts'
import type { Clock } from '../time/clock.ts'
import { type BusinessLog, createBusinessLog } from './business-log.ts'
import { withoutSecrets } from './secret-shapes.ts'

const SECRET_FIELDS = ['token', 'secret', 'password', 'authorization', 'cookie', 'code'].flatMap((name) => [
  name,
  `*.${name}`,
])

export interface JsonLogOptions {
  readonly clock: Pick<Clock, 'now'>
  readonly write: (line: string) => void
}

export function createJsonLog({ clock, write }: JsonLogOptions): BusinessLog {
  const log = pino(
    {
      base: { schema: 'everthread/log@1' },
      timestamp: () => `,"time":"${toIso(clock.now())}"`,
      formatters: { level: (level) => ({ level }) },
      redact: { paths: SECRET_FIELDS, censor: '[redacted]' },
    },
    { write: (line) => write(withoutSecrets(line)) },
  )
  return createBusinessLog((level, fields) => log[level](fields))
}
