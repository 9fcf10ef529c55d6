/**
 * `/feed/{username}` and `/@{username}`: an account as its owner's phone shows it; `/@{username}/post/{shortcode}`: one post with
 * what it answers and what was answered, where permalinks lead once Meta's hosts are rerouted here.
 */
import type { Post } from '../../entities/post.ts'
import type { User } from '../../entities/user.ts'
import { profilePictureUrl } from '../../formatters/file-url.ts'
import { findPostByShortcode } from '../../state/posts.ts'
import { findUserByName } from '../../state/state.ts'
import type { Position } from '../../state/timeline.ts'
import type { World } from '../../world.ts'
import { pageDocument } from '../document.ts'
import { type Markup, markup, trusted } from '../markup.ts'
import { short } from './ago.ts'
import { ancestorsOf, conversationFrom, feedEntries, type FeedTab, shownReplies } from './entries.ts'
import { FEED_SCRIPT } from './feed-script.ts'
import { FEED_STYLE } from './feed-style.ts'
import { ICONS } from './icons.ts'
import { postMarkup } from './post-markup.ts'

/** `undefined` where there is nobody of that name. */
export function feedPage(world: World, username: string, query: URLSearchParams): string | undefined {
  const user = findUserByName(world.state, username)
  if (!user) return undefined
  const tab: FeedTab = query.get('tab') === 'replies' ? 'replies' : 'threads'
  const { chains, next } = feedEntries(world, {
    userId: user.id,
    tab,
    from: positionFrom(query.get('after')),
  })
  return pageOf(
    `${user.username} on the Threads sandbox`,
    markup`<main>${profile(user)}${tabs(user, tab)}
      <div id="posts">${chains.map((chain) => chainMarkup(world, chain))}</div>
      ${chains.length === 0 && markup`<p class="gone">Nothing here yet.</p>`}
      ${next !== undefined && markup`<p class="older"><a href="/feed/${user.username}?tab=${tab}&amp;after=${next.key}.${next.id}">Older</a></p>`}
    </main>`,
  )
}

/** `undefined` where there is no such post. */
export function threadPage(world: World, shortcode: string): string | undefined {
  const post = findPostByShortcode(world.state, shortcode)
  if (!post) return undefined
  const above = ancestorsOf(world, post)
  const viewerId = (above[0] ?? post).ownerId
  const below = shownReplies(world, post, viewerId)
  return pageOf(
    'A thread on the Threads sandbox',
    markup`<main><h1 class="bar">Thread</h1>
      <div id="posts">${chainMarkup(world, [...above, post])}
      ${below.map((reply) => chainMarkup(world, conversationFrom(world, reply, viewerId)))}</div>
    </main>`,
  )
}

function pageOf(title: string, body: Markup): string {
  return pageDocument({ title, style: FEED_STYLE, script: FEED_SCRIPT, body })
}

/** `<key>.<id>` of the link to older posts; anything else begins at the front. */
function positionFrom(text: string | null): Position | undefined {
  const [, key, id] = /^(\d{1,15})\.(\d{1,20})$/.exec(text ?? '') ?? []
  return key === undefined || id === undefined ? undefined : { key: Number(key), id }
}

function profile(user: User): Markup {
  const { username, name, biography, followers, verified } = user
  return markup`<header class="profile">
    <div><h1>${name ?? username}${verified && ICONS.verified}</h1><p>${username}</p></div>
    <img class="face large" src="${profilePictureUrl('', user)}" alt="">
    ${biography !== undefined && markup`<p class="biography">${biography}</p>`}
    <p class="soft followers"><span data-live>${short(followers)}</span> followers${user.private && trusted(' · private')}</p>
  </header>`
}

function tabs({ username }: User, open: FeedTab): Markup {
  const links = (['threads', 'replies'] as const).map(
    (tab) =>
      markup`<a href="/feed/${username}?tab=${tab}" ${trusted(tab === open ? 'aria-current="page"' : '')}>${tab === 'threads' ? 'Threads' : 'Replies'}</a>`,
  )
  return markup`<nav class="tabs" aria-label="What is shown">${links}</nav>`
}

function chainMarkup(world: World, chain: readonly Post[]): Markup {
  const posts = chain.map((post, index) => postMarkup(world, post, { chained: index < chain.length - 1 }))
  return markup`<section class="chain">${posts}</section>`
}
