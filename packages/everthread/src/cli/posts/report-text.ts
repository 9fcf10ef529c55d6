/**
 * What became of a post, for a bug report: states, times, Meta's codes. No word of it, no name, no address, no id of
 * Meta's but those that its support asks for.
 */
import type { Part, Post } from '../../publisher/post.ts'
import type { NumberedReceipt } from '../../store/receipts.ts'
import { toIso } from '../../time/clock.ts'
import { VERSION } from '../../version.ts'
import type { CommandContext } from '../command-context.ts'
import { postWords } from '../words/post-words.ts'

export function postReport(
  { config }: CommandContext,
  post: Post,
  receipts: readonly NumberedReceipt[],
): string {
  return [
    `## ${postWords(config.language).reportTitle}`,
    '',
    `- everthread ${VERSION}, Node.js ${process.version}, ${process.platform}`,
    `- post: ${post.state}, version ${post.version}, ${post.parts.length} parts`,
    ...(post.plan ? [`- plan: ${toIso(post.plan.at)} (${post.plan.wall}, ${post.plan.zone})`] : []),
    ...('standing' in post ? [`- standing: ${line(post.standing)}`] : []),
    ...post.parts.map((part) => `- part ${part.position}: ${shapeOf(part)}`),
    '',
    '```',
    ...receipts.map(
      ({ number, at, kind, position, detail }) =>
        `${number} ${toIso(at)} ${kind}${position === undefined ? '' : ` part=${position}`}${detail ? ` ${line(detail)}` : ''}`,
    ),
    '```',
  ].join('\n')
}

/** What it is made of, and how long: never what it says. */
function shapeOf({ state, content, attempts }: Part): string {
  const made = Object.entries(content).map(([name, value]) =>
    typeof value === 'string'
      ? `${name}(${value.length})`
      : Array.isArray(value)
        ? `${name}[${value.length}]`
        : name,
  )
  return [state, ...made, ...(attempts ? [`attempts=${attempts.count} ${attempts.reason}`] : [])].join(' ')
}

function line(fields: object): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ')
}
