/**
 * `/h/…`: what a phone asks, and what it is answered. A `Request -> Response` function that the service mounts.
 *
 * - GET changes nothing; what changes something is a POST of our own page, and can be undone.
 * - Nothing is told apart for whoever has no link: what never was looks like what has ended.
 * - The token stands in the path alone: no referrer, no index, no copy is kept, and logs write `/h/…`.
 */
import { COPY_SCRIPT, STYLE } from './hand-off-assets.ts'
import { findHandOff, type HandOffDeps } from './hand-off-link.ts'
import { gonePage, type HandOffPage, handOffPage, type SavedMedia } from './hand-off-page.ts'
import type { MissLimit } from './miss-limit.ts'
import type { MediaRef } from '../content.ts'
import type { Post } from '../post.ts'
import { markPublished, undoPublished } from '../queue-actions/mark-published.ts'
import type { Language } from '../../words/language.ts'

export interface HandOffServing extends HandOffDeps {
  readonly misses: MissLimit
  /** Where a stored file can be saved from for a while. */
  readonly mediaOf: (mediaId: string) => Promise<SavedMedia | undefined>
}

export interface Phone {
  /** Whose misses are counted together. */
  readonly address: string
  readonly language: Language
}

const PATH = /^\/h\/(?<token>[\w-]{22})(?:\/(?<act>published|undo))?$/u

/** For logs and metrics: the token is a secret. */
export function loggedHandOffPath(path: string): string {
  return path.startsWith('/h/') ? '/h/…' : path
}

/** `undefined` where the path is none of its own. */
export async function answerHandOff(
  deps: HandOffServing,
  request: Request,
  phone: Phone,
): Promise<Response | undefined> {
  const { pathname } = new URL(request.url)
  if (!pathname.startsWith('/h/')) return undefined
  const isReading = request.method === 'GET' || request.method === 'HEAD'
  if (pathname === '/h/style.css' && isReading) return asset(STYLE, 'text/css')
  if (pathname === '/h/copy.js' && isReading) return asset(COPY_SCRIPT, 'text/javascript')
  if (deps.misses.isOver(phone.address))
    return page(429, gonePage(phone.language, 'too_many'), { 'Retry-After': '60' })
  const { token, act } = PATH.exec(pathname)?.groups ?? {}
  const post = token === undefined ? undefined : await findHandOff(deps, token)
  if (token === undefined || !post) {
    deps.misses.miss(phone.address)
    return page(404, gonePage(phone.language, 'gone'))
  }
  const shown: Shown = { deps, token, phone }
  if (isReading && act === undefined) return show(shown, { post })
  if (request.method === 'POST' && act !== undefined) return change(shown, post, { request, act })
  return page(405, '', { Allow: act === undefined ? 'GET, HEAD' : 'POST' })
}

interface Shown {
  readonly deps: HandOffServing
  readonly token: string
  readonly phone: Phone
}

async function show(
  { deps, token, phone: { language } }: Shown,
  { post, notice, status = 200 }: Pick<HandOffPage, 'post' | 'notice'> & { readonly status?: number },
): Promise<Response> {
  const media = new Map<number, readonly SavedMedia[]>()
  for (const { position, content } of post.parts)
    media.set(position, await savedMedia(deps, content.media ?? []))
  return page(status, handOffPage({ token, post, language, media, ...(notice && { notice }) }))
}

async function savedMedia({ mediaOf }: HandOffServing, media: readonly MediaRef[]): Promise<SavedMedia[]> {
  const saved: SavedMedia[] = []
  for (const ref of media) {
    const found = ref.kind === 'stored' ? await mediaOf(ref.mediaId) : linked(ref)
    const alt = ref.altText === undefined ? {} : { altText: ref.altText }
    if (found) saved.push({ ...found, ...alt })
  }
  return saved
}

/** @NOTE An address of another scheme would be a script that waits for a tap. */
function linked({ as, url }: Extract<MediaRef, { kind: 'linked' }>): SavedMedia | undefined {
  const protocol = URL.parse(url)?.protocol
  return protocol === 'https:' || protocol === 'http:' ? { kind: as, url } : undefined
}

async function change(
  shown: Shown,
  post: Post,
  { request, act }: { readonly request: Request; readonly act: string },
): Promise<Response> {
  if (!isFromOurPage(request)) return page(403, gonePage(shown.phone.language, 'gone'))
  const form = await readForm(request)
  if (!form) return page(415, '')
  const { part, link } = form
  const target = { id: post.id }
  const outcome =
    act === 'undo'
      ? await undoPublished(shown.deps, target, part)
      : await markPublished(shown.deps, target, { part, ...(link !== '' && { link }) })
  if (outcome.kind === 'saved') return page(303, '', { Location: `/h/${shown.token}` })
  if (outcome.kind === 'bad_link') return show(shown, { post, notice: 'bad_link', status: 422 })
  return show(shown, { post, notice: 'changed', status: 409 })
}

/**
 * @NOTE A page that sends no referrer sends `Origin: null` with its own forms, and over plain http on a local network a
 *   browser sends no `Sec-Fetch-Site`. Both missing, what remains is the address itself, which no other site knows.
 */
function isFromOurPage({ headers, url }: Request): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = headers.get('origin')
  return origin === null || origin === 'null' || URL.parse(origin)?.host === new URL(url).host
}

interface Form {
  readonly part: number
  readonly link: string
}

const LONGEST_FORM = 4096

async function readForm(request: Request): Promise<Form | undefined> {
  const type = request.headers.get('content-type') ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded')) return undefined
  const text = await readText(request)
  if (text === undefined) return undefined
  const fields = new URLSearchParams(text)
  return { part: Number(fields.get('part')), link: (fields.get('link') ?? '').trim() }
}

/** `undefined` when it is longer than any form of ours: the rest is not waited for. */
async function readText({ body }: Request): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.length
    if (size > LONGEST_FORM) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** @see https://owasp.org/www-project-secure-headers/ (read 2026-11) */
const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex, nofollow',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
}

function page(status: number, html: string, more: Readonly<Record<string, string>> = {}): Response {
  const headers = {
    ...HEADERS,
    'Cache-Control': 'no-store',
    'Content-Type': 'text/html; charset=utf-8',
    ...more,
  }
  return new Response(html === '' ? null : html, { status, headers })
}

function asset(text: string, type: string): Response {
  const headers = {
    ...HEADERS,
    'Cache-Control': 'public, max-age=3600',
    'Content-Type': `${type}; charset=utf-8`,
  }
  return new Response(text, { headers })
}
