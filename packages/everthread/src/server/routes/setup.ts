/** `/setup`: the page behind the one-time link. Its secret stands behind `#`, so the page alone sees it and sends it on once. */
import { Hono } from 'hono'
import { PLAIN_STYLE } from '../../connect/plain-page.ts'
import { setupWords } from '../../words/setup-words.ts'
import type { AppEnv } from '../app-env.ts'
import { SHORTEST_PASSWORD } from '../auth/password.ts'

export function setupRoutes(): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get('/setup', (c) => {
      const language = c.get('language')
      const { title, text, name, password, send, noLink } = setupWords(language)
      return c.html(`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Everthread</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/setup.css">
<script src="/setup.js" defer></script>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${text}</p>
<form data-no-link="${noLink}">
<label>${name}<input name="name" autocomplete="username" maxlength="100" required></label>
<label>${password}<input name="password" type="password" autocomplete="new-password" minlength="${SHORTEST_PASSWORD}" maxlength="256" required></label>
<button>${send}</button>
</form>
<p role="status"></p>
</main>
</body>
</html>
`)
    })
    .get('/setup.css', (c) =>
      c.body(PLAIN_STYLE + FORM_STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8' }),
    )
    .get('/setup.js', (c) => c.body(SCRIPT, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }))
}

const FORM_STYLE = `
form { display: grid; gap: 16px; margin: 24px 0; text-align: left; }
label { display: grid; gap: 6px; font-size: 15px; }
input, button { padding: 10px 12px; border: 1px solid var(--line); border-radius: 10px; background: var(--ground); color: var(--ink); font: inherit; }
button { background: var(--ink); color: var(--card); cursor: pointer; }
`

const SCRIPT = `const form = document.querySelector('form')
const status = document.querySelector('[role=status]')
const link = location.hash.slice(1)
history.replaceState(null, '', location.pathname)
if (link === '') status.textContent = form.dataset.noLink
form.addEventListener('submit', async (event) => {
  event.preventDefault()
  const { name, password } = Object.fromEntries(new FormData(form))
  const answer = await fetch('/api/v1/owner', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ link, name, password }),
  })
  const { title, remedy = '' } = await answer.json()
  if (answer.ok) return location.replace('/')
  status.textContent = [title, remedy].join(' ')
})
`
