/** The pages for people, and the pictures of the sandbox's users. */
import { type Answer, html } from '../http/answer.ts'
import { homePage } from './home.ts'
import { pictureOf } from './picture.ts'

/** `undefined` where the path is none of them. */
export function findPage(path: string): Answer | undefined {
  if (path === '/') return html(homePage())
  if (path === '/favicon.ico') return picture('threads')
  const username = PICTURE.exec(path)?.[1]
  return username === undefined ? undefined : picture(username)
}

const PICTURE = /^\/__sandbox\/pictures\/([A-Za-z0-9._]{1,30})\.svg$/

function picture(username: string): Answer {
  return { kind: 'text', status: 200, type: 'image/svg+xml', body: pictureOf(username) }
}
