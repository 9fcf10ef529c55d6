/** What hangs on a post besides its media: poll, link, long text, GIF, place. */
import type { Attachments, Content } from '../../entities/content.ts'
import type { Post } from '../../entities/post.ts'
import { selectFields } from '../../formatters/fields.ts'
import { POLL } from '../../formatters/poll.ts'
import { findPlace } from '../../locations/gazetteer.ts'
import { userOf } from '../../state/state.ts'
import { findLinks } from '../../text/find-links.ts'
import type { World } from '../../world.ts'
import { type Markup, markup } from '../markup.ts'
import { short } from './ago.ts'
import { ICONS } from './icons.ts'
import { outwards, styledMarkup } from './text-markup.ts'

export function attachmentsMarkup(world: World, post: Post): readonly Markup[] {
  if (post.kind === 'repost') return []
  const { attachments, locationId } = post.content
  return [
    pollMarkup(world, post, attachments),
    longTextMarkup(world, attachments),
    gifMarkup(attachments),
    linkMarkup(linkOf(post.content)),
    placeMarkup(locationId),
  ].filter((part) => part !== false)
}

const LETTERS = ['a', 'b', 'c', 'd']

function pollMarkup(world: World, post: Post, { poll: options }: Attachments): Markup | false {
  if (!options) return false
  const { followers } = userOf(world.state, { userId: post.ownerId })
  const fields = ['total_votes', ...LETTERS.map((letter) => `option_${letter}_votes_percentage`)].join(',')
  const votes = new Map(
    Object.entries(selectFields(POLL, { post, options, followers, now: world.clock.now() }, fields)),
  )
  const bars = options.map((option, index) => {
    const percent = Math.round(Number(votes.get(`option_${LETTERS[index]}_votes_percentage`)) * 100)
    return markup`<li><label><span>${option}</span><b data-live>${percent}%</b><progress max="100" value="${percent}"></progress></label></li>`
  })
  return markup`<ul class="poll" aria-label="Poll">${bars}</ul><p class="soft small" data-live>${short(Number(votes.get('total_votes')))} votes</p>`
}

function longTextMarkup({ switches }: World, { text }: Attachments): Markup | false {
  if (!text) return false
  const { plaintext, styling, link } = text
  return markup`<details class="long"><summary>Text attachment <span class="soft">${plaintext.slice(0, 60)}</span></summary>
    <div class="words">${styledMarkup(plaintext, styling, switches.offsetUnit)}</div>${linkMarkup(link)}</details>`
}

/** The GIF itself is GIPHY's, and nothing is fetched from there. */
function gifMarkup({ gif }: Attachments): Markup | false {
  return (
    gif !== undefined &&
    markup`<div class="gif"><b>GIF</b><span>${gif.id}</span><span>${gif.provider}</span></div>`
  )
}

/** The link that was attached, else the first one in a text that shows nothing else (threads-api.md §4.2). */
function linkOf({ body, text = '', attachments }: Content): string | undefined {
  if (attachments.link !== undefined) return attachments.link
  const isBare = body.kind === 'TEXT' && !attachments.poll && !attachments.gif && !attachments.text
  return isBare ? findLinks(text)[0] : undefined
}

function linkMarkup(link: string | undefined): Markup | false {
  if (link === undefined) return false
  const url = URL.canParse(link) ? new URL(link) : undefined
  const host = url?.host.replace(/^www\./, '') ?? link
  const card = markup`<span class="tile" aria-hidden="true">${host.charAt(0).toUpperCase()}</span>
    <span><small>${host}</small><b>${titleOf(url) ?? host}</b></span>`
  return outwards(link, card, 'link')
}

/** Nobody fetches the page for its title: the path's last words stand for it. */
function titleOf(url: URL | undefined): string | undefined {
  const words = url?.pathname
    .split('/')
    .findLast((part) => part !== '')
    ?.replaceAll(/[-_]+/g, ' ')
  return words === undefined ? undefined : words.charAt(0).toUpperCase() + words.slice(1)
}

function placeMarkup(locationId: string | undefined): Markup | false {
  if (locationId === undefined) return false
  const place = findPlace(locationId)
  return markup`<p class="place soft small">${ICONS.pin} ${place?.name ?? locationId}</p>`
}
