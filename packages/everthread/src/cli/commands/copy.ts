/** `everthread copy`: a post for publishing by hand: its text, the address that opens Threads with it, a code for a phone. */
import { createHandOff, type HandOffLink } from '../../publisher/hand-off/hand-off-link.ts'
import { intentOf } from '../../publisher/hand-off/intent-of.ts'
import { phoneUrl, qrText } from '../../publisher/hand-off/qr.ts'
import type { Post } from '../../publisher/post.ts'
import { toIso } from '../../time/clock.ts'
import type { CommandContext } from '../command-context.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { told } from '../posts/outcome.ts'
import { atDesk, postAt } from '../posts/post-desk.ts'
import { reportPost } from '../views/post-report.ts'
import { postWords } from '../words/post-words.ts'

export interface CopyOptions {
  /** From 1; all of them unless given. */
  readonly part?: number
  /** Hands the post off, and makes a link for a phone. */
  readonly qr?: boolean
}

export async function runCopy(
  context: CommandContext,
  { part, qr }: CopyOptions,
  [id]: readonly string[],
): Promise<ExitCode> {
  return atDesk(context, async (desk) => {
    const post = await postAt(context, desk, id)
    const copies = copiesOf(post, part)
    if (copies.length === 0) return reportPost(context, { told: told({ kind: 'no_such_part' }), title: '' })
    if (!qr) return print(context, copies, undefined)
    const linked = await createHandOff(desk.deps, { id: post.id, version: post.version })
    if (linked.kind !== 'linked') return reportPost(context, { told: told(linked), title: '' })
    return print(context, copies, linked)
  })
}

interface Copied {
  readonly position: number
  readonly text: string
  readonly intentUrl: string
}

function copiesOf(post: Post, position: number | undefined): Copied[] {
  return post.parts
    .filter((part) => position === undefined || part.position === position)
    .map((part) => ({
      position: part.position,
      text: part.content.text ?? '',
      intentUrl: intentOf(post, part),
    }))
}

/** `everthread/copy@1`. */
function print(context: CommandContext, copies: readonly Copied[], link: HandOffLink | undefined): ExitCode {
  const address = link && addressOf(context, link)
  if (context.json) {
    const parts = copies.map(({ position, text, intentUrl }) => ({ position, text, intent_url: intentUrl }))
    const handOff = link && {
      path: `/h/${link.token}`,
      ...(address !== undefined && { url: address }),
      expires_at: toIso(link.expiresAt),
    }
    context.terminal.out(
      JSON.stringify({ schema: 'everthread/copy@1', parts, ...(handOff && { hand_off: handOff }) }),
    )
    return EXIT.done
  }
  context.terminal.out(copies.map(({ text }) => text).join('\n---\n'))
  const words = postWords(context.config.language)
  for (const { intentUrl } of copies) context.terminal.say(`${words.openThreads} ${intentUrl}`)
  if (link) sayCode(context, { copies, link, address })
  return EXIT.done
}

interface Code {
  readonly copies: readonly Copied[]
  readonly link: HandOffLink
  readonly address: string | undefined
}

/** The short link where a phone can reach us, else the plain text (P15). */
function sayCode({ terminal, config }: CommandContext, { copies, link, address }: Code): void {
  const words = postWords(config.language)
  terminal.say(words.done.handedOff(link.post.id))
  terminal.say(address === undefined ? words.handOffHere : `${words.handOffOpen} ${address}`)
  const contents = address === undefined ? copies.map(({ text }) => text) : [address]
  for (const content of contents) terminal.say(qrText(content) ?? words.qrTooLarge)
}

function addressOf({ config }: CommandContext, { token }: HandOffLink): string | undefined {
  const base = phoneUrl(config)
  return base === undefined ? undefined : `${base}/h/${token}`
}
