/** A page of one sentence. Whole in itself: it loads nothing, and its one style sheet is named by its hash, so that nothing else runs. */
import { createHash } from 'node:crypto'
import type { Language } from '../words/language.ts'

export type PageLook = 'good' | 'bad' | 'plain' | 'question'

export interface PlainPage {
  readonly language: Language
  readonly title: string
  readonly text: string
  readonly look: PageLook
  readonly next?: NextPage
}

/** Where it goes on. `by-itself`: nobody need read this page; the link stays for browsers that do not follow. */
export interface NextPage {
  readonly href: string
  readonly label: string
  readonly how: 'by-itself' | 'by-hand'
}

const CHECK = '<path d="M17 33.5 27.5 44 47 22.5" />'
const CROSS = '<path d="M22 22 42 42M42 22 22 42" />'
const QUESTION = '<path d="M25 25a7.5 7.5 0 1 1 11 6.6c-2.6 1.4-4 2.9-4 6.4M32 46v.01" />'

const MARKS: Readonly<Record<PageLook, string>> = {
  good: CHECK,
  bad: CROSS,
  plain: CROSS,
  question: QUESTION,
}

export function renderPlainPage({ language, title, text, look, next }: PlainPage): string {
  const refresh =
    next?.how === 'by-itself' ? `<meta http-equiv="refresh" content="0; url=${escapeHtml(next.href)}">\n` : ''
  const link = next
    ? `<p class="next"><a href="${escapeHtml(next.href)}">${escapeHtml(next.label)}</a></p>\n`
    : ''
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Everthread</title>
${refresh}<style>${PLAIN_STYLE}</style>
</head>
<body>
<main class="${look}">
<svg viewBox="0 0 64 64" aria-hidden="true"><circle cx="32" cy="32" r="30" />${MARKS[look]}</svg>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(text)}</p>
${link}<footer>Everthread</footer>
</main>
</body>
</html>
`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

export const PLAIN_STYLE = `
:root { color-scheme: light dark; --ground: #f4f4f2; --card: #fff; --ink: #17181a; --soft: #62656b; --line: #e3e3e0; --good: #0f7b4f; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ground: #101113; --card: #191b1e; --ink: #f1f1ef; --soft: #a2a6ad; --line: #2b2e33; --good: #4cc38a; --bad: #ff8a80; } }
* { box-sizing: border-box; margin: 0; }
body { min-height: 100vh; display: grid; place-items: center; padding: 24px; background: var(--ground); color: var(--ink); font: 17px/1.5 system-ui, sans-serif; }
main { width: min(100%, 440px); padding: 44px 36px 28px; border: 1px solid var(--line); border-radius: 20px; background: var(--card); text-align: center; }
svg { width: 64px; height: 64px; fill: none; stroke: var(--soft); stroke-width: 3.5; stroke-linecap: round; stroke-linejoin: round; }
circle { stroke-width: 2; opacity: .35; }
.good svg { stroke: var(--good); }
.bad svg { stroke: var(--bad); }
h1 { margin: 20px 0 8px; font-size: 24px; line-height: 1.25; text-wrap: balance; }
p { color: var(--soft); text-wrap: pretty; }
a { color: inherit; text-underline-offset: 3px; }
.next { margin-top: 16px; }
footer { margin-top: 32px; padding-top: 20px; border-top: 1px solid var(--line); color: var(--soft); font-size: 14px; letter-spacing: .02em; }
`

/** The address of such a page may hold a code: it goes to no cache and to no other site. */
export const PLAIN_PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(PLAIN_STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
}
