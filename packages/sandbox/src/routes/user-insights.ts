/** `GET /{user}/threads_insights`: the numbers of a profile, in their three shapes (threads-api.md §6.2). */
import type { User } from '../entities/user.ts'
import { MetaRefusal } from '../errors/meta-refusal.ts'
import { toMetaTime } from '../formatters/meta-time.ts'
import { type Answer, json } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { pacificDays, startOfDayBefore } from '../insights/days.ts'
import { type Breakdown, BREAKDOWNS, demographicsOf } from '../insights/demographics.ts'
import { readMetrics, USER_METRICS, type UserMetric } from '../insights/metrics.ts'
import { profileViews } from '../insights/profile-views.ts'
import { clicksBetween, type Span, totalsBetween } from '../insights/user-totals.ts'
import { pageUrl } from '../lists/answer-list.ts'
import { readWindow } from '../lists/list-params.ts'
import { SECOND } from '../time/duration.ts'
import type { World } from '../world.ts'
import { requireSelf } from './self.ts'

/** 13 April 2024: there are no numbers from before. */
const EARLIEST_SECONDS = 1_712_991_600

/** From here on Meta tells who the followers are. */
const FEWEST_FOLLOWERS = 100

export function readUserInsights(call: Call): Answer {
  const user = requireSelf(call, 'threads_manage_insights')
  const metrics = readMetrics(call, USER_METRICS)
  if (call.world.switches.insightsNeedPeriod && !call.params.get('period')) {
    throw new MetaRefusal('period_required')
  }
  const span = readSpan(call)
  const data = metrics.flatMap((name) => metricOf(call, name, { user, span }))
  return json({ data, paging: neighbours(call, user, span) })
}

/** Yesterday and today, unless told otherwise. */
function readSpan(call: Call): Span {
  const now = call.world.clock.now()
  return (
    readWindow(call, { earliestSeconds: EARLIEST_SECONDS, sinceFor: startOfDayBefore }) ?? {
      since: startOfDayBefore(now),
      until: now,
    }
  )
}

interface Asked {
  readonly user: User
  readonly span: Span
}

function metricOf(call: Call, name: UserMetric, asked: Asked): readonly object[] {
  const { user } = asked
  const shape = shapeOf(call, name, asked)
  if (!shape) return []
  const period = name === 'follower_demographics' ? call.world.switches.demographicsPeriod : 'day'
  return [{ name, period, ...shape, ...USER_METRICS[name], id: `${user.id}/insights/${name}/${period}` }]
}

function shapeOf(call: Call, name: UserMetric, { user, span }: Asked): object | undefined {
  const { world } = call
  switch (name) {
    case 'views':
      return { values: viewsByDay(world, user, span) }
    case 'clicks':
      return {
        link_total_values: [...clicksBetween(world, user.id, span)].map(([link_url, value]) => ({
          value,
          link_url,
        })),
      }
    case 'followers_count':
      return { total_value: { value: user.followers } }
    case 'follower_demographics':
      return demographicsShape(call, user)
    case 'likes':
    case 'replies':
    case 'reposts':
    case 'quotes':
      return { total_value: { value: totalsBetween(world, user.id, span)[name] } }
    default:
      return name satisfies never
  }
}

function viewsByDay({ clock }: World, user: User, { since, until }: Span): readonly object[] {
  const now = clock.now()
  return pacificDays(since, until).map((day) => ({
    value: profileViews(user, day, now),
    end_time: toMetaTime(day.end),
  }))
}

/** `undefined` below a hundred followers, unless the switch `demographicsBelow100` says otherwise. @throws MetaRefusal */
function demographicsShape(call: Call, user: User): object | undefined {
  const breakdown = readBreakdown(call)
  if (user.followers < FEWEST_FOLLOWERS) {
    if (call.world.switches.demographicsBelow100 === 'error') throw new MetaRefusal('demographics_too_few')
    return undefined
  }
  const results = demographicsOf(user, breakdown).map(({ value, followers }) => ({
    dimension_values: [value],
    value: followers,
  }))
  return { total_value: { breakdowns: [{ dimension_keys: [breakdown], results }] } }
}

/** Exactly one. @throws MetaRefusal */
function readBreakdown({ params }: Call): Breakdown {
  const given = params.get('breakdown') ?? ''
  if (given === '') throw new MetaRefusal('param_required', { name: 'breakdown' })
  const found = BREAKDOWNS.find((breakdown) => breakdown === given)
  if (found) return found
  throw new MetaRefusal('param_value_invalid', { name: 'breakdown', values: BREAKDOWNS.join(', ') })
}

/** The same call for as long a time before, and after, as far as there are numbers. */
function neighbours(call: Call, user: User, { since, until }: Span): object {
  const now = call.world.clock.now()
  const earliest = EARLIEST_SECONDS * SECOND
  const url = (from: number, to: number): string =>
    pageUrl(call, `/${user.id}/threads_insights`, {
      since: String(Math.floor(from / SECOND)),
      until: String(Math.floor(to / SECOND)),
    })
  return {
    ...(since > earliest && { previous: url(Math.max(earliest, since - (until - since)), since) }),
    ...(until <= now - SECOND && { next: url(until, Math.min(now, until + (until - since))) }),
  }
}
