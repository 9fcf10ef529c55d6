/**
 * `/demo`: the page behind the demo's one-time link. It makes whoever opens it the owner, with a password that nobody has to
 * think up: it is drawn in the browser and known to nobody afterwards (docs/decisions/0043).
 */
import { Hono } from 'hono'
import { PLAIN_STYLE } from '../../connect/plain-page.ts'
import { doorWords } from '../../words/demo-door-words.ts'
import type { AppEnv } from '../app-env.ts'

export function demoDoorRoutes(): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get('/demo', (c) => {
      const language = c.get('language')
      const { title, opening, name, spent } = doorWords(language)
      return c.html(`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Everthread</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/demo.css">
<script src="/demo.js" type="module"></script>
</head>
<body>
<main>
<h1>${title}</h1>
<p role="status" data-name="${name}" data-spent="${spent}">${opening}</p>
</main>
</body>
</html>
`)
    })
    .get('/demo.css', (c) => c.body(PLAIN_STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8' }))
    .get('/demo.js', (c) => c.body(SCRIPT, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }))
}

/** Who is in already goes in, and asks for nothing: a refusal would stand in the console. */
const SCRIPT = `const status = document.querySelector('[role=status]')
const link = location.hash.slice(1)
history.replaceState(null, '', location.pathname)
const who = await (await fetch('/api/v1/session')).json()
if (who.caller === 'owner') location.replace('/')
else if (who.has_owner || link === '') status.textContent = status.dataset.spent
else {
  const password = Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(16)).join('')
  const answer = await fetch('/api/v1/owner', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ link, name: status.dataset.name, password }),
  })
  if (answer.ok) location.replace('/')
  else status.textContent = (await answer.json()).title
}
`
