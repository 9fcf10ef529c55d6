/** How the service is: what `doctor` finds, and what only the running process knows. */
import { z } from '@hono/zod-openapi'
import { exitCodeOfFindings } from '../../doctor/diagnose.ts'
import { type Finding, FINDINGS } from '../../doctor/finding.ts'
import { sayFinding, type Speaker } from '../../doctor/say-finding.ts'
import { listLiveServices } from '../../store/heartbeats.ts'
import { toIso } from '../../time/clock.ts'
import { SECOND } from '../../time/duration.ts'
import { VERSION } from '../../version.ts'
import { createFormat } from '../../words/format.ts'
import { apiRoute, createRouter } from '../api-route.ts'
import { jsonContent } from '../json-content.ts'
import { Problem } from '../problem.ts'
import { HEALTH } from '../schemas/health-schema.ts'
import type { ServerDeps } from '../server-deps.ts'

/** Looking costs Meta three calls. */
const OLDEST_SECONDS = 60

const QUERY = z.strictObject({
  max_age: z.coerce
    .number()
    .int()
    .min(0)
    .max(3_600)
    .default(OLDEST_SECONDS)
    .openapi({ description: 'Seconds: findings that are no older need not be looked for again' }),
})

const get = apiRoute(
  { access: 'read', problems: ['not-available'] },
  {
    method: 'get',
    path: '/health',
    summary: 'How the service is, with the remedy for what is wrong',
    request: { query: QUERY },
    responses: { 200: jsonContent('How it is', HEALTH) },
  },
)

export function checkUpRoutes(deps: ServerDeps) {
  const { checkUp, health } = deps
  const { store } = deps.installation
  return createRouter().openapi(get, async (c) => {
    if (!checkUp) throw new Problem('not-available')
    const { at, findings } = await checkUp.findings(c.req.valid('query').max_age * SECOND)
    const { ok, last_tick_ms: lastTickMs } = await health()
    const language = c.get('language')
    // Instants are spoken in UTC, as everywhere in the API.
    const speaker = { language, format: createFormat(language, 'UTC'), now: deps.now() }
    const body = {
      ok: ok && exitCodeOfFindings(findings) === 0,
      version: VERSION,
      store: store.engine,
      ...(lastTickMs !== undefined && { last_tick_ms: lastTickMs }),
      loop_lag_ms: Math.round(checkUp.loopLagMs()),
      clock_ahead_ms: checkUp.clockAheadMs(),
      nodes: await listLiveServices(store.db, store.ticks()),
      checked_at: toIso(at),
      findings: findings.map((finding) => findingView(finding, speaker)),
    }
    return c.json(body, 200)
  })
}

function findingView(finding: Finding, speaker: Speaker) {
  const { code, level } = finding
  const { message, remedy, url } = sayFinding(finding, speaker)
  return {
    code,
    group: FINDINGS[code].group,
    level,
    message,
    ...(remedy !== undefined && { remedy }),
    ...(url !== undefined && { url }),
  }
}
