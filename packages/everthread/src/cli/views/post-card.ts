/** A post for a person: how it stands, its parts, what happened to it. */
import type { Part, Post } from '../../publisher/post.ts'
import type { NumberedReceipt } from '../../store/receipts.ts'
import { postReasonSentences } from '../../words/post-reason-words.ts'
import type { CommandContext } from '../command-context.ts'
import { momentOf } from '../posts/moment.ts'
import { visible } from '../posts/visible.ts'
import { postWords } from '../words/post-words.ts'

export function showPost(context: CommandContext, post: Post, receipts: readonly NumberedReceipt[]): void {
  const { terminal, format, config } = context
  const { style } = terminal
  const words = postWords(config.language)
  terminal.out(`${style.strong(post.id)}  ${words.states[post.state]}`)
  if (post.plan) terminal.out(`  ${style.dim(words.labels.plan)}  ${momentOf(post.plan)}`)
  if ('standing' in post) {
    const { reason, detail } = post.standing
    const said = detail === undefined ? '' : ` (${detail})`
    const { message, remedy } = postReasonSentences(reason, config.language)
    terminal.out(`  ${style.dim(words.labels.reason)}  ${style.warn(message + said)}`)
    if (remedy !== undefined) terminal.out(`  ${remedy}`)
  }
  for (const part of post.parts) showPart(context, post, part)
  terminal.out('')
  terminal.out(style.dim(words.timeline))
  for (const { at, kind, position, detail } of receipts) {
    const about = position === undefined ? '' : ` (${words.labels.part} ${position})`
    const details = detail ? style.dim(` ${detailText(detail)}`) : ''
    terminal.out(`  ${format.instant(at)}  ${words.receipts[kind]}${about}${details}`)
  }
}

function showPart({ terminal, config }: CommandContext, { parts }: Post, part: Part): void {
  const words = postWords(config.language)
  terminal.out('')
  if (parts.length > 1)
    terminal.out(terminal.style.dim(`${words.partOf(part.position, parts.length)}: ${part.state}`))
  if (part.content.text !== undefined) terminal.out(visible(part.content.text))
  for (const ref of part.content.media ?? [])
    terminal.out(terminal.style.dim(visible(ref.kind === 'stored' ? ref.mediaId : ref.url)))
  if (part.state === 'published' && part.permalink !== undefined) terminal.out(part.permalink)
}

function detailText(detail: NonNullable<NumberedReceipt['detail']>): string {
  return Object.entries(detail)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ')
}
