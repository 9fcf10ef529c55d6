/** Numbers for a person: the period beside the one before, the best posts, and what stands in the way. */
import type { Row } from '../../insights/export-table.ts'
import type { Comparison, Total } from '../../insights/overview.ts'
import type { Reading } from '../../insights/reading.ts'
import { DAY_METRICS } from '../../insights/snapshot.ts'
import { insightWords, standingSentences } from '../../words/insight-words.ts'
import type { CommandContext } from '../command-context.ts'
import type { ShownInsights } from '../json/insights-json.ts'
import { visible } from '../posts/visible.ts'
import { insightCommandWords, type InsightCommandWords } from '../words/insight-command-words.ts'

/** The best are enough for a terminal; `--csv posts` has all. */
const MOST_POSTS = 10
const PREVIEW = 50

export function showInsights(context: CommandContext, shown: ShownInsights): void {
  const { terminal, config } = context
  const words = insightCommandWords(config.language)
  const { account, overview, freshness, posts } = shown
  const name = account.username === undefined ? account.id : `@${account.username}`
  const { from, to } = overview.period
  terminal.out(`${terminal.style.strong(name)}  ${words.period(from, to)}`)
  const figures = [
    ...DAY_METRICS.map((metric) => [words.metrics[metric], overview.figures[metric]] as const),
    [words.metrics.followers_count, overview.followers] as const,
  ]
  const width = Math.max(...figures.map(([label]) => label.length))
  for (const [label, { now, comparison }] of figures)
    terminal.out(`  ${label.padEnd(width)}  ${figureText(context, words, { now, comparison })}`)
  terminal.out('')
  terminal.out(terminal.style.strong(posts.rows.length === 0 ? words.noPosts : words.bestPosts))
  for (const row of posts.rows.slice(0, MOST_POSTS)) terminal.out(`  ${postText(context, words, row)}`)
  const sentences = standingSentences(freshness.standing, config.language)
  if (sentences) terminal.say(terminal.style.warn(sentences.message))
  if (sentences?.remedy !== undefined) terminal.say(sentences.remedy)
  if (freshness.pastDaysLeft > 0) terminal.say(words.pastLeft(freshness.pastDaysLeft))
}

interface Shown {
  readonly now: Total | Reading
  readonly comparison: Comparison
}

function figureText(
  { config, terminal }: CommandContext,
  words: InsightCommandWords,
  { now, comparison }: Shown,
): string {
  const number = new Intl.NumberFormat(config.language)
  if (now.kind === 'missing')
    return terminal.style.dim(`— ${insightWords(config.language).missing[now.reason]}`)
  const value = number.format(now.value)
  if (now.kind === 'partial') return `${value}  ${terminal.style.dim(words.partial(now.days, now.of))}`
  if (comparison.kind === 'none') return `${value}  ${terminal.style.dim(words.noComparison)}`
  const by = new Intl.NumberFormat(config.language, { signDisplay: 'exceptZero' }).format(comparison.by)
  return `${value}  ${terminal.style.dim(words.before(number.format(comparison.before), by))}`
}

function postText({ config, terminal }: CommandContext, words: InsightCommandWords, row: Row): string {
  const percent = new Intl.NumberFormat(config.language, { style: 'percent', maximumFractionDigits: 1 })
  const share = (name: string): string => percent.format(Number(row[name]))
  const rate =
    row['engagement'] === 'rate' ? words.rate(share('rate'), share('low'), share('high')) : words.tooFew
  const text = visible(String(row['text'] ?? row['media_id'] ?? '').replaceAll(/\s+/gu, ' '))
  const letters = Array.from(text)
  const preview = letters.length > PREVIEW ? `${letters.slice(0, PREVIEW).join('')}…` : text
  return `${rate}  ${terminal.style.dim(String(row['published_at'] ?? '').slice(0, 10))}  ${preview}`
}
