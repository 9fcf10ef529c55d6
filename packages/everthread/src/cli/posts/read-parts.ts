/** From a command line, or standard input, to the parts of a post. */
import type { ReplyControl } from '@everthread/client'
import type { MediaRef, PartContent } from '../../publisher/content.ts'
import type { NewPart } from '../../publisher/queue-actions/part-contents.ts'
import type { CommandContext } from '../command-context.ts'
import { CommandError, usageError } from '../command-error.ts'
import { EXIT } from '../exit-code.ts'
import { postWords } from '../words/post-words.ts'

export interface ContentOptions {
  /** `F`, or `2:F` for the second part. */
  readonly media?: readonly string[]
  /** One for each of the media, in their order. */
  readonly alt?: readonly string[]
  readonly topic?: string
  readonly replyControl?: ReplyControl
  readonly poll?: readonly string[]
  readonly link?: string
  readonly quote?: string
  readonly replyTo?: string
  readonly gif?: string
  readonly ghost?: boolean
  readonly spoiler?: boolean
  /** Between parts, milliseconds. */
  readonly delay?: number
}

/** Ten times what all parts of the longest chain hold. */
const LARGEST_INPUT = 10 * 1024 * 1024

/** Words of the command line as they are; `-` is standard input. */
export async function readText(
  { terminal, config }: CommandContext,
  given: readonly string[],
): Promise<string | undefined> {
  if (given.length === 0) return undefined
  if (given.length !== 1 || given[0] !== '-') return given.join(' ')
  const words = postWords(config.language)
  if (terminal.isInteractive) terminal.say(words.textFromInput)
  try {
    return (await terminal.readInput(LARGEST_INPUT)).replaceAll('\r\n', '\n')
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new CommandError('text-too-large', words.textTooLarge, { exitCode: EXIT.usage, cause: error })
  }
}

/** A line of three hyphens starts a new part. White space around a part is not a part's. */
export function splitParts(text: string): string[] {
  return text.split(/^---[ \t]*$\n?/mu).map((part) => part.replace(/^\n+|\s+$/gu, ''))
}

/** What belongs to a post as a whole stands in its first part; media stand where they are put. */
export function partsFrom(context: CommandContext, text: string, options: ContentOptions): NewPart[] {
  const media = mediaByPart(context, options)
  const texts = splitParts(text)
  const count = Math.max(texts.length, ...media.keys())
  return Array.from({ length: count }, (_, index) => {
    const part = texts[index] ?? ''
    const files = media.get(index + 1)
    const content: PartContent = {
      ...(part !== '' && { text: part }),
      ...(files && { media: files }),
      ...(index === 0 && ofWhole(options)),
    }
    return { content, ...(index > 0 && options.delay !== undefined && { delayMs: options.delay }) }
  })
}

function ofWhole(options: ContentOptions): PartContent {
  const { topic, replyControl, poll, link, quote, replyTo, gif, ghost, spoiler } = options
  return {
    ...(topic !== undefined && { topicTag: topic.replace(/^#/u, '') }),
    ...(replyControl !== undefined && { replyControl }),
    ...(poll !== undefined && { pollAttachment: poll }),
    ...(link !== undefined && { linkAttachment: link }),
    ...(quote !== undefined && { quotePostId: quote }),
    ...(replyTo !== undefined && { replyToId: replyTo }),
    ...(gif !== undefined && { gifAttachment: { gifId: gif, provider: 'GIPHY' as const } }),
    ...(ghost && { isGhostPost: true }),
    ...(spoiler && { isSpoilerMedia: true }),
  }
}

function mediaByPart(
  context: CommandContext,
  { media = [], alt = [] }: ContentOptions,
): Map<number, MediaRef[]> {
  if (alt.length > media.length) throw usageError(postWords(context.config.language).tooManyAlts)
  const byPart = new Map<number, MediaRef[]>()
  for (const [index, given] of media.entries()) {
    const { part = '1', place = given } = /^(?<part>[1-9]\d?):(?<place>.+)$/su.exec(given)?.groups ?? {}
    const ref = mediaRef(context, place, alt[index])
    byPart.set(Number(part), [...(byPart.get(Number(part)) ?? []), ref])
  }
  return byPart
}

/**
 * @TODO Files of this machine, as soon as `media/` takes them in: then `kind: 'stored'` comes from here.
 */
function mediaRef({ config }: CommandContext, place: string, altText: string | undefined): MediaRef {
  const url = URL.parse(place)
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
    throw new CommandError('media-not-a-url', postWords(config.language).mediaNotUrl(place), {
      exitCode: EXIT.usage,
    })
  const as = /\.(?:mp4|mov|m4v)$/iu.test(url.pathname) ? 'video' : 'image'
  return { kind: 'linked', as, url: place, ...(altText !== undefined && { altText }) }
}
