/** Prometheus metrics. What is state is read from the store when it is asked for; what happens here is counted here. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { RoundOutcome } from '../keeper/round.ts'
import type { MetricCounts } from '../store/metric-counts.ts'
import { SECOND } from '../time/duration.ts'
import { VERSION } from '../version.ts'
import type { AnsweredRequest } from './business-log.ts'

export interface Metrics {
  readonly contentType: string
  /** `read` is asked for what the store says. Rejects when it does. */
  render(read: () => Promise<MetricCounts>): Promise<string>
  round(outcome: RoundOutcome): void
  /** A call to Meta: the endpoint without its ids, and the status or how it failed. */
  metaCall(endpoint: string, outcome: string, ms: number): void
  request(request: Pick<AnsweredRequest, 'method' | 'route' | 'status' | 'ms'>): void
}

/** From a local sandbox to a container that Meta takes its time for. */
const CALL_BUCKETS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  // Among them the lag of the event loop.
  collectDefaultMetrics({ register: registry, prefix: 'everthread_' })
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name: `everthread_${name}`, help, labelNames, registers })
  gauge('build_info', 'The version that runs', ['version']).set({ version: VERSION }, 1)
  const state = stateGauges(gauge)
  const rounds = new Counter({
    name: 'everthread_token_rounds_total',
    help: 'Rounds of the keeper in this process, by what they came to',
    labelNames: ['outcome'],
    registers,
  })
  const calls = histogram(registers, {
    name: 'meta_call_seconds',
    help: 'Calls to Meta',
    labelNames: ['endpoint', 'outcome'],
  })
  const requests = histogram(registers, {
    name: 'http_request_seconds',
    help: 'Requests',
    labelNames: ['method', 'route', 'status'],
  })
  return {
    contentType: registry.contentType,
    render: async (read) => {
      state(await read())
      return registry.metrics()
    },
    round: (outcome) => rounds.inc({ outcome }),
    metaCall: (endpoint, outcome, ms) => calls.observe({ endpoint, outcome }, ms / SECOND),
    request: ({ method, route, status, ms }) =>
      requests.observe({ method, route, status: String(status) }, ms / SECOND),
  }
}

type MakeGauge = <Label extends string>(name: string, help: string, labels?: Label[]) => Gauge<Label>

function stateGauges(gauge: MakeGauge): (counts: MetricCounts) => void {
  const tokens = gauge('tokens', 'Tokens, by what the keeper decided last', ['state'])
  const overdue = gauge('token_overdue_seconds', 'How long the token waits whose turn is the longest past')
  const posts = gauge('posts', 'Posts by state', ['state'])
  const due = gauge('posts_due', 'Posts whose time has come and that are not out')
  const late = gauge('posts_late', 'Of these, by more than a minute')
  const publications = gauge('publications', 'Attempts to publish a part, by outcome', ['outcome'])
  const insights = insightGauges(gauge)
  return (counts) => {
    insights(counts.insights)
    for (const [kind, count] of Object.entries(counts.tokens)) tokens.set({ state: kind }, count)
    overdue.set(counts.tokenOverdueMs / SECOND)
    posts.reset()
    for (const { state, count } of counts.posts) posts.set({ state }, count)
    due.set(counts.due)
    late.set(counts.late)
    publications.reset()
    for (const { outcome, count } of counts.publications) publications.set({ outcome }, count)
  }
}

function insightGauges(gauge: MakeGauge): (counts: MetricCounts['insights']) => void {
  const accounts = gauge('insight_accounts', 'Accounts by whether their numbers are read', ['standing'])
  const overdue = gauge('insight_overdue_seconds', 'How long the number waits whose turn is the longest past')
  const followers = gauge('account_followers', 'Followers, as Meta said last', ['account'])
  return ({ standings, overdueMs, followers: latest }) => {
    accounts.reset()
    for (const { standing, count } of standings) accounts.set({ standing }, count)
    overdue.set(overdueMs / SECOND)
    followers.reset()
    for (const { account, count } of latest) followers.set({ account }, count)
  }
}

function histogram<Label extends string>(
  registers: Registry[],
  { name, help, labelNames }: { readonly name: string; readonly help: string; readonly labelNames: Label[] },
): Histogram<Label> {
  return new Histogram({ name: `everthread_${name}`, help, labelNames, buckets: CALL_BUCKETS, registers })
}
