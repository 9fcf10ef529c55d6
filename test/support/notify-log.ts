/** A `--notify` command that writes each event down, and reads them back. */
import { existsSync, readFileSync } from 'node:fs'
import type { TestHome } from './test-home.ts'

export interface NotifyLog {
  readonly command: string
  events(): readonly Announced[]
}

export interface Announced {
  readonly event: string
  readonly reason: string
  readonly severity: string
  readonly message: string
}

export function createNotifyLog(home: TestHome): NotifyLog {
  const file = `${home.root}/events.ndjson`
  return {
    command: `cat >> '${file}'`,
    events: () =>
      existsSync(file)
        ? readFileSync(file, 'utf8')
            .split('\n')
            .filter((line) => line !== '')
            .map((line) => JSON.parse(line) as Announced)
        : [],
  }
}
