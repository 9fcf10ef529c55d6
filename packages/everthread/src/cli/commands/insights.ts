/** `everthread insights`: what the store holds of an account's numbers. Asks nobody. */
import type { Period } from '../../insights/day-series.ts'
import { TABLES, type TableName, toCsv } from '../../insights/export-table.ts'
import { type InsightReader, readFreshness, readOverview, readTable } from '../../insights/insight-reader.ts'
import { metaDays } from '../../insights/meta-day.ts'
import { periodOf } from '../../insights/period.ts'
import { findInstallation } from '../../service/installation.ts'
import { recallSkew } from '../../service/remember-skew.ts'
import { toMillis } from '../../time/clock.ts'
import { parseDuration } from '../../time/duration.ts'
import { loadZones } from '../../time/zones.ts'
import { gatherAccounts, pickAccount } from '../accounts-in.ts'
import type { CommandContext } from '../command-context.ts'
import { nothingKept, usageError } from '../command-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { insightsJson, type ShownInsights } from '../json/insights-json.ts'
import { showInsights } from '../views/insight-report.ts'
import { insightCommandWords } from '../words/insight-command-words.ts'

export interface InsightsOptions {
  readonly account?: string
  readonly since?: string
  /** A table; `true` without a name. */
  readonly csv?: TableName | true
}

export async function runInsights(context: CommandContext, options: InsightsOptions): Promise<ExitCode> {
  await using installation = await findInstallation({ ...context, clock: context.host })
  if (!installation) throw nothingKept(context.words)
  const { account } = pickAccount(context, await gatherAccounts(installation), options.account)
  await recallSkew(installation, context)
  const reader = { db: installation.store.db, zones: await loadZones(), now: context.clock.now() }
  const period = periodSince(context, reader, options.since)
  const table = (name: TableName) => readTable(reader, account.id, { ...period, table: name })
  if (options.csv !== undefined) {
    const csv = toCsv(await table(options.csv === true ? TABLES[0] : options.csv))
    context.terminal.out(csv.replace(/\r\n$/, ''))
    return EXIT.done
  }
  const shown: ShownInsights = {
    account,
    overview: await readOverview(reader, account.id, period),
    freshness: await readFreshness(reader, account.id),
    days: await table('days'),
    posts: await table('posts'),
  }
  if (context.json) context.terminal.out(JSON.stringify(insightsJson(context, shown)))
  else showInsights(context, shown)
  return EXIT.done
}

/** A day, or how long ago. */
function periodSince(
  context: CommandContext,
  { zones, now }: InsightReader,
  since: string | undefined,
): Period {
  const days = metaDays(zones)
  const ms = since === undefined ? undefined : parseDuration(since)
  const from = ms === undefined || ms > now ? since : days.of(toMillis(now - ms))
  const period = periodOf({ from }, days, now)
  if (period) return period
  throw usageError(insightCommandWords(context.config.language).notAPeriod(since ?? ''))
}
