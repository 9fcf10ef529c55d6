/** `GET /oembed`: a public post as HTML for other sites, without any token (threads-api.md §5.11). */
import type { Post } from '../entities/post.ts'
import type { User } from '../entities/user.ts'
import { MetaRefusal } from '../errors/meta-refusal.ts'
import { permalink } from '../formatters/media.ts'
import { type Answer, json } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { markup } from '../pages/markup.ts'
import { isSeen } from '../reading/sight.ts'
import { findPostByShortcode } from '../state/posts.ts'
import { findUserById } from '../state/state.ts'

const NARROWEST = 320
const WIDEST = 658

/** @throws MetaRefusal for what is no permalink, and for posts that not everybody may see */
export function embed(call: Call): Answer {
  const width = readWidth(call)
  const url = call.params.get('url') ?? ''
  if (url === '') throw new MetaRefusal('param_required', { name: 'url' })
  const { post, user } = embeddable(call, url)
  return json({
    version: '1.0',
    provider_name: 'Threads',
    provider_url: 'https://www.threads.net/',
    type: 'rich',
    width,
    html: htmlOf(post, user, width),
  })
}

function readWidth({ params }: Call): number {
  const given = params.get('maxwidth') ?? ''
  if (given === '') return WIDEST
  const width = Number(given)
  if (/^\d+$/.test(given) && width >= NARROWEST && width <= WIDEST) return width
  throw new MetaRefusal('number_invalid', {
    name: 'maxwidth',
    least: String(NARROWEST),
    most: String(WIDEST),
  })
}

interface Embeddable {
  readonly post: Exclude<Post, { readonly kind: 'repost' }>
  readonly user: User
}

function embeddable({ world }: Call, url: string): Embeddable {
  const [, username, shortcode = ''] = PERMALINK.exec(url) ?? []
  const post = findPostByShortcode(world.state, shortcode)
  const user = post && findUserById(world.state, post.ownerId)
  const isOpen = post && post.kind !== 'repost' && isSeen(world, undefined, post)
  if (!user || !isOpen || post.content.countries.length > 0 || (username && user.username !== username)) {
    throw new MetaRefusal('embed_unsupported', { url })
  }
  return { post, user }
}

/** Of either domain, with or without `www`; a short link has no name. */
const PERMALINK =
  /^https:\/\/(?:www\.)?threads\.(?:com|net)\/(?:@([A-Za-z0-9._]+)\/post|t)\/([\w-]+)\/?(?:[?#].*)?$/

function htmlOf(post: Embeddable['post'], user: User, width: number): string {
  const link = permalink(post, user)
  const { markup: quote } =
    markup`<blockquote class="text-post-media" data-text-post-permalink="${link}" data-text-post-version="0" id="ig-tp-${post.shortcode}" style="background:#FFF; border-width: 1px; border-style: solid; border-color: #00000026; border-radius: 16px; max-width:${width}px; margin: 1px; min-width:270px; padding:0; width:99.375%;"><a href="${link}" style="background:#FFFFFF; line-height:0; padding:0 0; text-align:center; text-decoration:none; width:100%;" target="_blank"><div style="padding: 40px;">${post.content.text ?? ''}</div><div style="padding-bottom: 24px;">View on Threads</div></a></blockquote>`
  return `${quote}\n<script async src="https://www.threads.net/embed.js"></script>`
}
