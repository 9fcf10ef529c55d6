/** From a command line, or standard input, to the parts of a post. */
import type { ReplyControl } from '@everthread/client'
import type { MediaRef, PartContent } from '../../publisher/content.ts'
import { partsByHand } from '../../publisher/split-post.ts'
import type { NewPart } from '../../publisher/queue-actions/part-contents.ts'
import type { CommandContext } from '../command-context.ts'
import { CommandError, usageError } from '../command-error.ts'
import { EXIT } from '../exit-code.ts'
import { postWords } from '../words/post-words.ts'
import type { PostDesk } from './post-desk.ts'
import { storedMedia } from './stored-media.ts'

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

export interface PartsOrder {
  readonly text: string
  readonly options: ContentOptions
}

/** What belongs to a post as a whole stands in its first part; media stand where they are put. */
export async function partsFrom(
  context: CommandContext,
  desk: Pick<PostDesk, 'openMedia'>,
  { text, options }: PartsOrder,
): Promise<NewPart[]> {
  const media = await mediaByPart(context, desk, options)
  const texts = partsByHand(text)
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

async function mediaByPart(
  context: CommandContext,
  desk: Pick<PostDesk, 'openMedia'>,
  { media = [], alt = [] }: ContentOptions,
): Promise<Map<number, MediaRef[]>> {
  if (alt.length > media.length) throw usageError(postWords(context.config.language).tooManyAlts)
  const byPart = new Map<number, MediaRef[]>()
  for (const [index, given] of media.entries()) {
    const { part = '1', place = given } = /^(?<part>[1-9]\d?):(?<place>.+)$/su.exec(given)?.groups ?? {}
    const altText = alt[index]
    const ref = linkedMedia(place) ?? (await storedMedia(context, desk, place))
    const described = { ...ref, ...(altText !== undefined && { altText }) }
    byPart.set(Number(part), [...(byPart.get(Number(part)) ?? []), described])
  }
  return byPart
}

/** What another server holds: Meta fetches it from there. */
function linkedMedia(place: string): MediaRef | undefined {
  const url = URL.parse(place)
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return undefined
  const as = /\.(?:mp4|mov|m4v)$/iu.test(url.pathname) ? 'video' : 'image'
  return { kind: 'linked', as, url: place }
}
