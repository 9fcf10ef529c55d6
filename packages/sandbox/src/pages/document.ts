/** The shell of every page: one document that loads nothing but what this sandbox serves, under a strict policy. */
import { createHash } from 'node:crypto'
import { type Markup, markup, trusted } from './markup.ts'
import { STYLE } from './style.ts'

export interface PageParts {
  readonly title: string
  /** CSS of this page, beside what all share. */
  readonly style: string
  readonly script?: string
  readonly body: Markup
}

/** Scripts and styles run because their hashes are in the policy: nothing that a post contains can become one. */
export function pageDocument({ title, style, script = '', body }: PageParts): string {
  const css = STYLE + style
  return markup`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="${policy(css, script)}">
<title>${title}</title>
<style>${trusted(css)}</style>
${body}
${script !== '' && markup`<script>${trusted(script)}</script>`}
</html>`.markup
}

/** No `form-action`: the login's form ends at the app's redirect URI, which may be anywhere. */
function policy(style: string, script: string): string {
  const own = script === '' ? "'none'" : hashSource(script)
  return [
    "default-src 'none'",
    `style-src ${hashSource(style)}`,
    `script-src ${own}`,
    "img-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
  ].join('; ')
}

const hashes = new Map<string, string>()

/** The texts are few and long, and the same each time. */
function hashSource(text: string): string {
  const known = hashes.get(text)
  if (known !== undefined) return known
  const source = `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  hashes.set(text, source)
  return source
}
