/** `everthread/insights@1`. */
import { profileOf } from '../../account/round.ts'
import type { Table } from '../../insights/export-table.ts'
import type { Freshness } from '../../insights/freshness.ts'
import type { Overview } from '../../insights/insight-reader.ts'
import { LIMITS } from '../../insights/limits.ts'
import { DAY_METRICS } from '../../insights/snapshot.ts'
import type { Account } from '../../store/accounts.ts'
import { toIso } from '../../time/clock.ts'
import { insightWords, standingSentences } from '../../words/insight-words.ts'
import type { CommandContext } from '../command-context.ts'
import { accountJson } from './token-json.ts'

export interface ShownInsights {
  readonly account: Account
  readonly overview: Overview
  readonly freshness: Freshness
  readonly days: Table
  readonly posts: Table
}

export function insightsJson({ config }: CommandContext, shown: ShownInsights): object {
  const { account, overview, freshness, days, posts } = shown
  const { limits } = insightWords(config.language)
  const figures = DAY_METRICS.map((metric) => ({ metric, ...overview.figures[metric] }))
  return {
    schema: 'everthread/insights@1',
    account: { ...accountJson(profileOf(account)), account_id: account.id },
    period: overview.period,
    before: overview.before,
    figures: [...figures, { metric: 'followers_count', ...overview.followers }],
    days: days.rows,
    posts: posts.rows,
    standing: freshness.standing.kind,
    ...standingSentences(freshness.standing, config.language),
    past_days_left: freshness.pastDaysLeft,
    ...(freshness.nextAt !== undefined && { next_at: toIso(freshness.nextAt) }),
    limits: LIMITS.map((limit) => ({ id: limit, message: limits[limit] })),
  }
}
