/** The queue for a person: a line a post, under headings. */
import type { Post } from '../../publisher/post.ts'
import { postReasonSentences } from '../../words/post-reason-words.ts'
import type { CommandContext } from '../command-context.ts'
import type { ShownQueue } from '../json/queue-json.ts'
import { daysAt } from '../posts/days-at.ts'
import { SECTIONS, type SectionName, sectionOf } from '../posts/queue-sections.ts'
import { clockOf } from '../posts/slots-text.ts'
import { visible } from '../posts/visible.ts'
import { postWords } from '../words/post-words.ts'

export function showQueue(context: CommandContext, shown: ShownQueue): void {
  const { terminal, clock, config } = context
  const words = postWords(config.language)
  showHead(context, shown)
  const days = daysAt(clock.now(), shown.queue.zone)
  const bySection = Map.groupBy(shown.posts, (post) => sectionOf(post, days))
  for (const section of SECTIONS) {
    const posts = bySection.get(section) ?? []
    if (posts.length === 0) continue
    terminal.out('')
    const { attention } = words.sections
    const title = words.sections[section]
    terminal.out(title === attention ? terminal.style.warn(title) : terminal.style.strong(title))
    for (const post of posts) terminal.out(`  ${lineOf(context, post, section)}`)
  }
  if (shown.posts.length === 0) terminal.out(words.emptyQueue)
  const isWaiting = shown.posts.some(({ state }) => state === 'scheduled')
  if (!shown.isServed && isWaiting) terminal.say(words.needsService)
}

function showHead({ terminal, format, config }: CommandContext, { account, queue, slots }: ShownQueue): void {
  const words = postWords(config.language)
  const name = account.username === undefined ? account.id : `@${account.username}`
  const paused = queue.pause
    ? terminal.style.warn(`  ${words.pausedSince(format.instant(queue.pause.at))}`)
    : ''
  terminal.out(`${terminal.style.strong(name)}  ${queue.zone}${paused}`)
  const times = slots.map((slot) => `${words.weekdays[slot.weekday - 1] ?? ''} ${clockOf(slot)}`)
  terminal.out(terminal.style.dim(times.length === 0 ? words.noSlots : `${words.slots}: ${times.join(', ')}`))
}

/** Enough of an id to name it by. */
const SHORT_ID = 8

function lineOf({ terminal, config }: CommandContext, post: Post, section: SectionName): string {
  const words = postWords(config.language)
  const isSameDay = section === 'today' || section === 'tomorrow'
  const time = (post.plan?.wall ?? '').slice(isSameDay ? 11 : 0).replace('T', ' ')
  const why =
    'standing' in post ? `: ${postReasonSentences(post.standing.reason, config.language).message}` : ''
  const state = post.state === 'scheduled' ? '' : `  ${terminal.style.dim(words.states[post.state] + why)}`
  return `${post.id.slice(0, SHORT_ID)}  ${time === '' ? '' : `${time}  `}${firstWords(post)}${state}`
}

const PREVIEW = 60

function firstWords({ parts }: Post): string {
  const text = visible((parts[0]?.content.text ?? '…').replaceAll(/\s+/gu, ' '))
  const letters = Array.from(text)
  const more = parts.length > 1 ? ` +${parts.length - 1}` : ''
  return (letters.length > PREVIEW ? `${letters.slice(0, PREVIEW).join('')}…` : text) + more
}
