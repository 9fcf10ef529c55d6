/** The pages for people, and the pictures of the sandbox's users and posts. */
import { type Answer, html } from '../http/answer.ts'
import type { Target } from '../http/read-call.ts'
import type { World } from '../world.ts'
import { coveragePage } from './coverage-page.ts'
import { feedPage, threadPage } from './feed/feed-page.ts'
import { homePage } from './home.ts'
import { photoOf } from './photo.ts'
import { pictureOf } from './picture.ts'

/** `undefined` where the path is none of them, or of somebody who is not there. */
export function findPage(world: World, { path, query }: Target): Answer | undefined {
  if (path === '/') return html(homePage())
  if (path === '/coverage') return html(coveragePage())
  if (path === '/favicon.ico') return svg(pictureOf('threads'))
  const picture = PICTURE.exec(path)?.[1]
  if (picture !== undefined) return svg(pictureOf(picture))
  const drawing = DRAWING.exec(path)?.[1]
  if (drawing !== undefined) return svg(photoOf(drawing))
  const shown = feedAt(world, { path, query })
  return shown === undefined ? undefined : html(shown)
}

const PICTURE = /^\/__sandbox\/pictures\/([A-Za-z0-9._]{1,30})\.svg$/

/** What posts of a population show, and the stills of films. */
const DRAWING = /^\/__sandbox\/drawings\/(\w{1,40})\.svg$/

const FEED = /^\/(?:feed\/|@)([A-Za-z0-9._]{1,30})$/
const THREAD = /^\/@[A-Za-z0-9._]{1,30}\/post\/([\w-]{1,30})$/

function feedAt(world: World, { path, query }: Target): string | undefined {
  const username = FEED.exec(path)?.[1]
  if (username !== undefined) return feedPage(world, username, new URLSearchParams(query))
  const shortcode = THREAD.exec(path)?.[1]
  return shortcode === undefined ? undefined : threadPage(world, shortcode)
}

function svg(body: string): Answer {
  return { kind: 'text', status: 200, type: 'image/svg+xml', body }
}
