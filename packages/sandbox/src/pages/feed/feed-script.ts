/**
 * Keeps a feed as it is now. What somebody has opened, revealed or started stays so: a chain is replaced only where more has
 * changed than a time or a count, and those are marked with `data-live`.
 */
export const FEED_SCRIPT = String.raw`
'use strict'
const bare = (node) => {
  const copy = node.cloneNode(true)
  for (const live of copy.querySelectorAll('[data-live]')) live.textContent = ''
  return copy.innerHTML
}
const served = new Map()
const remember = (node, html) => served.set(node, html)
for (const chain of document.querySelectorAll('.chain')) remember(chain, bare(chain))

function take(old, fresh) {
  const marked = fresh.querySelectorAll('[data-live]')
  old.querySelectorAll('[data-live]').forEach((live, index) => {
    if (live.textContent !== marked[index].textContent) live.textContent = marked[index].textContent
  })
}

async function look() {
  const answer = await fetch(location.href)
  if (!answer.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const known = new Map([...document.querySelectorAll('.chain')].map((chain) => [served.get(chain), chain]))
  const wanted = [...page.querySelectorAll('.chain')].map((fresh) => {
    const html = bare(fresh)
    const old = known.get(html)
    if (old) take(old, fresh)
    else remember(fresh, html)
    return old ?? document.adoptNode(fresh)
  })
  const shown = document.getElementById('posts')
  const isSame = shown.children.length === wanted.length && wanted.every((chain, index) => shown.children[index] === chain)
  if (!isSame) shown.replaceChildren(...wanted)
  const gone = document.querySelector('main > .gone')
  if (gone && wanted.length > 0) gone.remove()
}
setInterval(() => document.hidden || look().catch(() => {}), 1500)
`
