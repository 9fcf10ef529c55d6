/** One post as a phone shows it. */
import type { Post } from '../../entities/post.ts'
import type { User } from '../../entities/user.ts'
import { profilePictureUrl } from '../../formatters/file-url.ts'
import { presentCounts } from '../../insights/post-counts.ts'
import { GHOST_LIFETIME_MS } from '../../reading/sight.ts'
import { findPost } from '../../state/posts.ts'
import { hideStatusOf } from '../../state/reply-tree.ts'
import { userOf } from '../../state/state.ts'
import { formatDuration } from '../../time/duration.ts'
import { toIso } from '../../time/host.ts'
import type { World } from '../../world.ts'
import { type Markup, markup } from '../markup.ts'
import { ago, short } from './ago.ts'
import { attachmentsMarkup } from './attachment-markup.ts'
import { ICONS } from './icons.ts'
import { mediaMarkup } from './media-markup.ts'
import { textMarkup } from './text-markup.ts'

export function authorOf({ state }: World, post: Post): User {
  return userOf(state, { userId: post.ownerId })
}

export function pathOf(world: World, post: Post): string {
  return `/@${authorOf(world, post).username}/post/${post.shortcode}`
}

/** `chained`: the next one hangs on it, and a line leads there. */
export function postMarkup(world: World, post: Post, look: { readonly chained: boolean }): Markup {
  if (post.kind === 'repost') return repostMarkup(world, post, look)
  const author = authorOf(world, post)
  const classes = ['post', ...(look.chained ? ['chained'] : []), ...(post.content.isGhost ? ['ghost'] : [])]
  return markup`<article class="${classes.join(' ')}" id="p${post.id}">
    <div class="rail"><img class="face" src="${profilePictureUrl('', author)}" alt=""></div>
    <div class="said">
      <header>${byline(world, post)}${standing(world, post)}</header>
      ${bodyMarkup(world, post)}
      ${footer(world, post)}
    </div>
  </article>`
}

function repostMarkup(
  world: World,
  repost: Extract<Post, { kind: 'repost' }>,
  look: { readonly chained: boolean },
): Markup {
  const original = findPost(world.state, repost.repostedId)
  const who = authorOf(world, repost).username
  return markup`<div class="reposted" id="p${repost.id}"><p class="soft small over">${ICONS.repost} ${who} reposted <time data-live>${ago(repost.publishedAt, world.clock.now())}</time></p>
    ${original ? postMarkup(world, original, look) : GONE}</div>`
}

export const GONE = markup`<p class="gone">This post is no longer available.</p>`

function byline(world: World, post: Exclude<Post, { kind: 'repost' }>): Markup {
  const { username, verified } = authorOf(world, post)
  const { topicTag } = post.content
  return markup`<a class="name" href="/@${username}">${username}</a>${verified && ICONS.verified}
    ${topicTag !== undefined && markup`<span class="topic"><span class="soft" aria-label="in">›</span> ${topicTag}</span>`}
    <a class="soft when" href="${pathOf(world, post)}"><time datetime="${toIso(post.publishedAt)}" data-live>${ago(post.publishedAt, world.clock.now())}</time></a>`
}

/** What only its owner, or the root's, is told. */
function standing(world: World, post: Exclude<Post, { kind: 'repost' }>): Markup | false {
  const words = [
    ...(post.content.isGhost ? [ghostWords(world, post)] : []),
    ...(post.content.countries.length > 0 ? [`only in ${post.content.countries.join(', ')}`] : []),
    ...(post.kind === 'reply' && post.place.approval !== 'approved' ? [post.place.approval] : []),
    ...(post.kind === 'reply' && hideStatusOf(world.state, post) === 'HIDDEN' ? ['hidden'] : []),
  ]
  return (
    words.length > 0 &&
    markup`<span class="badges">${words.map((word) => markup`<span class="badge" data-live>${word}</span>`)}</span>`
  )
}

function ghostWords({ clock }: World, { publishedAt }: Post): string {
  const left = publishedAt + GHOST_LIFETIME_MS - clock.now()
  return left > 0 ? `ghost post, ${formatDuration(left)} left` : 'ghost post, archived'
}

function bodyMarkup(world: World, post: Exclude<Post, { kind: 'repost' }>): readonly Markup[] {
  const { content } = post
  return [
    textMarkup(content, world.switches.offsetUnit),
    mediaMarkup(content),
    ...attachmentsMarkup(world, post),
    quoteMarkup(world, content.quotedId),
  ].filter((part) => part !== false)
}

function quoteMarkup(world: World, quotedId: string | undefined): Markup | false {
  if (quotedId === undefined) return false
  const quoted = findPost(world.state, quotedId)
  if (!quoted || quoted.kind === 'repost') return markup`<div class="quote">${GONE}</div>`
  return markup`<div class="quote">
    <header><img class="face tiny" src="${profilePictureUrl('', authorOf(world, quoted))}" alt="">${byline(world, quoted)}</header>
    ${textMarkup(quoted.content, world.switches.offsetUnit)}${mediaMarkup(quoted.content)}
  </div>`
}

function footer(world: World, post: Post): Markup {
  const counts = presentCounts(world, post)
  const told = [
    ['likes', ICONS.like, counts.likes],
    ['replies', ICONS.reply, counts.replies],
    ['reposts', ICONS.repost, counts.reposts + counts.quotes],
    ['shares', ICONS.share, counts.shares],
    ['views', ICONS.views, counts.views],
  ] as const
  const items = told.map(
    ([name, icon, count]) =>
      markup`<li title="${name}">${icon}<span class="hidden">${name}</span> <span data-live>${count > 0 ? short(count) : ''}</span></li>`,
  )
  return markup`<ul class="counts" aria-label="Counts">${items}</ul>`
}
