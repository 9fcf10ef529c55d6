/** How the page shows people, their tokens and the app. Text goes in as text, never as HTML. */
export const HOME_PEOPLE_SCRIPT = String.raw`
'use strict'
const $ = (id) => document.getElementById(id)
const DAY = 86400000

function el(tag, props = {}, ...children) {
  const node = Object.assign(document.createElement(tag), props)
  node.append(...children.flat().filter((child) => child !== undefined && child !== false))
  return node
}

function badge(text, mood = '') {
  return el('span', { className: 'badge ' + mood, textContent: text })
}

function picker(label, choices, pick) {
  const select = el('select', { ariaLabel: label }, el('option', { value: '', textContent: label }))
  for (const [value, text] of choices) select.append(el('option', { value, textContent: text }))
  select.onchange = () => {
    const { value } = select
    select.value = ''
    pick(value)
  }
  return select
}

function span(ms) {
  const size = Math.abs(ms)
  const [unit, length] = size >= 2 * DAY ? ['d', DAY] : size >= 7200000 ? ['h', 3600000] : size >= 120000 ? ['min', 60000] : ['s', 1000]
  return Math.floor(size / length) + ' ' + unit
}

/** A moment that comes nearer or goes away: the % in the words is how far it is. */
function moment(words, instant) {
  const node = el('span', { className: 'soft' })
  node.dataset.moment = Date.parse(instant)
  node.dataset.words = words
  return node
}

/** Ages move on by themselves: everything with data-born or data-moment is told anew each second. */
function tellTime(now) {
  $('now').textContent = new Date(now).toISOString().slice(11, 19) + ' UTC'
  $('day').textContent = new Date(now).toLocaleDateString('en', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  for (const node of document.querySelectorAll('[data-moment]')) {
    const { words, moment } = node.dataset
    node.textContent = words.replace('%', span(moment - now))
  }
  for (const node of document.querySelectorAll('[data-born]')) {
    const { born, ends, verdict } = node.dataset
    const dead = verdict !== 'alive' || (ends && now >= ends)
    const left = ends ? Math.max(0, ends - now) : Infinity
    const share = ends ? left / (ends - born) : 1
    node.querySelector('.age').textContent = span(now - born) + ' old'
    node.querySelector('.left').textContent = dead ? 'dead' : ends ? span(left) + ' left' : 'never expires'
    const life = node.querySelector('.life')
    life.className = 'life' + (dead ? ' dead' : share < 1 / 3 ? ' low' : '')
    life.firstChild.style.width = (dead ? 100 : Math.max(1, share * 100)) + '%'
  }
}

const DEATHS = [[460, '460 password changed'], [458, '458 app removed'], [459, '459 checkpoint'], [463, '463 expire now'], [464, '464 unconfirmed'], [467, '467 invalid'], [492, '492 session']]
const BIRTHS = [['long 0d', 'long, new'], ['long 25h', 'long, 25 h old'], ['long 45d', 'long, 45 d old'], ['long 59d', 'long, 59 d old'], ['long 61d', 'long, expired'], ['short 0d', 'short, new'], ['permanent 0d', 'permanent']]

function personCard(user, tokens, quotas) {
  return el('article', { className: 'user' },
    el('div', { className: 'line' },
      el('img', { className: 'picture', src: '/__sandbox/pictures/' + user.username + '.svg', alt: '' }),
      el('span', {}, el('span', { className: 'name', textContent: user.username }), el('br'), el('code', { className: 'soft', textContent: user.id })),
      user.private && badge('private'),
      user.tester ? badge('tester', 'good') : badge('no tester', 'warn'),
      el('span', { className: 'push' },
        picker('new token', BIRTHS, (choice) => {
          const [kind, age] = choice.split(' ')
          act('POST', 'tokens', { user: user.username, kind, age })
        }),
        picker('change', [['tester', user.tester ? 'no tester any more' : 'accept as tester'], ['private', user.private ? 'make public' : 'make private']], (field) =>
          act('POST', 'users', { username: user.username, [field]: !user[field] })),
        tokens.length > 0 && picker('revoke all', DEATHS, (subcode) => act('POST', 'revoke', { user: user.username, subcode: Number(subcode) })))),
    quotas.map(quotaLine),
    tokens.toReversed().map(tokenLine))
}

function quotaLine({ of, used, total }) {
  return el('label', { className: 'quota' }, el('span', { textContent: of.replace('_', ' ') }), el('meter', { value: used, max: total, high: total * 0.9 }), el('span', { className: 'soft', textContent: used + ' of ' + total + ' in 24 h' }))
}

function tokenLine(token) {
  const node = el('div', { className: 'token' },
    el('div', { className: 'line' },
      badge(token.kind),
      el('span', { className: 'age' }), el('b', { className: 'left' }),
      token.verdict !== 'alive' && badge(token.verdict, 'bad'),
      el('code', { className: 'soft', textContent: token.fingerprint }),
      el('span', { className: 'push' },
        token.verdict === 'alive' && picker('revoke', DEATHS, (subcode) => act('POST', 'revoke', { access_token: token.access_token, subcode: Number(subcode) })),
        el('button', { textContent: 'copy', onclick: () => copy(token.access_token) }))),
    el('div', { className: 'life' }, el('i')),
    el('div', { className: 'scopes soft', textContent: token.scopes.join(' · ') }))
  node.dataset.born = Date.parse(token.created_at)
  if (token.expires_at) node.dataset.ends = Date.parse(token.expires_at)
  node.dataset.verdict = token.verdict
  return node
}

function appCard(app) {
  const redirect = app.redirect_uris[0]
  const scope = 'threads_basic,threads_content_publish,threads_manage_insights'
  const login = '/oauth/authorize?' + new URLSearchParams({ client_id: app.app_id, redirect_uri: redirect ?? '', scope, response_type: 'code', state: 'from-the-page' })
  const shown = (text) => el('dd', {}, el('code', { className: 'secret', title: 'copy', textContent: text, onclick: () => copy(text) }))
  return [
    el('dl', {}, el('dt', { textContent: 'name' }), el('dd', {}, app.name + ' ', app.live && badge('live', 'good')),
      el('dt', { textContent: 'id' }), shown(app.app_id),
      el('dt', { textContent: 'secret' }), shown(app.app_secret),
      el('dt', { textContent: 'redirect' }), el('dd', {}, app.redirect_uris.map((uri) => el('div', {}, el('code', { textContent: uri }))))),
    redirect !== undefined && el('p', {}, el('a', { className: 'button', href: login, textContent: 'Open the login window' })),
  ]
}
`
