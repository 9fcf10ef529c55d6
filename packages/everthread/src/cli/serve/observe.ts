/** What `serve` measures and logs, put around what it runs with. Loaded by `serve` alone. */
import type { BusinessLog } from '../../observability/business-log.ts'
import { NO_LOG } from '../../observability/business-log.ts'
import { createJsonLog } from '../../observability/json-log.ts'
import { measuredFetch } from '../../observability/measured-fetch.ts'
import { createMetrics, type Metrics } from '../../observability/metrics.ts'
import type { HttpFetch } from '../../net/http-fetch.ts'
import type { CommandContext } from '../command-context.ts'
import type { LifeLines } from '../life-lines.ts'

export interface Observed {
  /** Its calls are measured. */
  readonly context: CommandContext
  readonly measure: (http: HttpFetch) => HttpFetch
  readonly lines: LifeLines
  readonly log: BusinessLog
  readonly metrics: Metrics
}

export function observe(context: CommandContext, lines: LifeLines): Observed {
  const { config, host: clock, http, terminal } = context
  const { apiBaseUrl } = config
  const metrics = createMetrics()
  const log =
    config.log === 'json' ? createJsonLog({ clock, write: (line) => terminal.out(line.trimEnd()) }) : NO_LOG
  const measure = (unmeasured: HttpFetch): HttpFetch =>
    measuredFetch(unmeasured, { clock, metrics, apiBaseUrl })
  return {
    log,
    metrics,
    measure,
    context: { ...context, http: measure(http) },
    lines: {
      ...lines,
      round: (round) => {
        metrics.round(round.outcome)
        log.round(round.profile?.id, round)
        lines.round(round)
      },
    },
  }
}
