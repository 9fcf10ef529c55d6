/** The part of the page's script that asks the control plane and reacts to buttons. */
export const HOME_SCRIPT = String.raw`
const PRESETS = {
  '503 unavailable': { kind: 'status', status: 503 },
  'code 2, transient': { kind: 'error', code: 2 },
  'rate limit 613': { kind: 'error', code: 613, error_subcode: 4279002 },
  '190/463 expired': { kind: 'error', code: 190, error_subcode: 463 },
  '190/460 password': { kind: 'error', code: 190, error_subcode: 460 },
  'drop before': { kind: 'drop', when: 'before' },
  'drop after (answer lost)': { kind: 'drop', when: 'after' },
  'delay 5 s': { kind: 'delay', ms: 5000 },
  '200 with an error': { kind: 'error', code: 2, status: 200 },
  'HTML, 200': { kind: 'body', status: 200, type: 'text/html', body: '<title>Welcome to our Wi-Fi</title>' },
  'truncated JSON': { kind: 'body', status: 200, type: 'application/json', body: '{"access_token":"THAA' },
}

async function ask(method, name, body) {
  const answer = await fetch('/__sandbox/' + name, { method, ...(body && { body: JSON.stringify(body) }) })
  const json = await answer.json()
  if (!answer.ok) throw new Error(json.error)
  return json
}

async function act(method, name, body) {
  try {
    await ask(method, name, body)
  } catch (error) {
    toast(error.message)
  }
  await look()
}

let hiding
function toast(text) {
  $('toast').textContent = text
  $('toast').classList.add('shown')
  clearTimeout(hiding)
  hiding = setTimeout(() => $('toast').classList.remove('shown'), 4000)
}

async function copy(text) {
  await navigator.clipboard.writeText(text)
  toast('Copied')
}

/** An element is built anew only when what it shows has changed: an open menu stays open. */
const seen = new Map()
function show(id, facts, build) {
  const text = JSON.stringify(facts)
  if (seen.get(id) === text) return
  seen.set(id, text)
  $(id).replaceChildren(...[build()].flat(2).filter(Boolean))
}

function empty(text) {
  return el('p', { className: 'empty', textContent: text })
}

let skew = 0
let mode = 'virtual'
let frozenAt = 0
const now = () => (mode === 'frozen' ? frozenAt : Date.now() + skew)

async function look() {
  const [state, { requests }] = await Promise.all([ask('GET', 'state'), ask('GET', 'requests')])
  frozenAt = Date.parse(state.clock.now)
  skew = frozenAt - Date.now()
  mode = state.clock.mode
  if (document.activeElement !== $('mode')) $('mode').value = mode
  for (const button of $('turns').children) button.disabled = mode === 'real'
  const quotasOf = (user) => state.quotas.find((one) => one.user === user.username)?.quotas ?? []
  show('people', [state.users, state.tokens, state.quotas], () => state.users.length === 0
    ? empty('Nobody is here yet. Add somebody, then give them a token.')
    : state.users.map((user) => personCard(user, state.tokens.filter((token) => token.user === user.username), quotasOf(user))))
  show('apps', state.apps, () => state.apps.map(appCard))
  show('containers', state.containers, () => state.containers.length === 0
    ? el('tr', {}, el('td', { className: 'empty', textContent: 'None. POST /me/threads makes one.' }))
    : state.containers.map(containerLine))
  show('webhooks', state.webhooks, () => (state.webhooks.length === 0 ? empty('No app is told anything.') : state.webhooks.map(webhookLine)))
  show('deliveries', state.deliveries, () => state.deliveries.slice(-50).toReversed().map(deliveryLine))
  show('population', state.population ?? null, () => populationPart(state.population))
  showFeed(state.users)
  show('faults', state.faults, () => (state.faults.length === 0 ? empty('No fault is waiting.') : state.faults.map(faultLine)))
  show('switches', state.switches, () => Object.entries(table).map((entry) => switchLine(entry, state.switches)))
  const names = new Map(state.users.map((user) => [user.id, user.username]))
  show('requests', [requests.at(-1), requests.length], () => requests.length === 0
    ? el('tr', {}, el('td', { colSpan: 4, className: 'empty', textContent: 'Nothing was asked yet. Point a program at ' + state.url }))
    : requests.slice(-200).toReversed().map((request) => requestLine(request, names)))
  tellTime(now())
}

let table = {}
async function begin() {
  const [switches, coverage] = await Promise.all([ask('GET', 'switches'), ask('GET', 'coverage')])
  table = switches.table
  $('coverage').textContent = coverage.totals.endpoints.supported + ' of ' + coverage.endpoints.length + ' endpoints work'
  const [endpoint, preset] = document.querySelectorAll('#new-fault select')
  endpoint.append(...coverage.endpoints.map(({ id }) => el('option', { textContent: id, selected: id === 'refresh_access_token' })))
  preset.append(...Object.keys(PRESETS).map((name) => el('option', { textContent: name })))
  for (const turn of ['1h', '1d', '39d', '60d']) {
    $('turns').append(el('button', { textContent: '+' + turn, onclick: () => act('POST', 'clock', { advance: turn }) }))
  }
  await look()
  setInterval(() => tellTime(now()), 250)
  setInterval(() => document.hidden || look().catch(() => toast('The sandbox does not answer')), 1000)
}

$('mode').onchange = () => {
  $('mode').blur()
  act('POST', 'clock', { mode: $('mode').value })
}
$('new-user').onsubmit = (event) => {
  event.preventDefault()
  act('POST', 'users', { username: event.target.username.value }).then(() => event.target.reset())
}
$('new-fault').onsubmit = (event) => {
  event.preventDefault()
  const { endpoint, preset, times } = event.target
  act('POST', 'faults', { endpoint: endpoint.value, times: Number(times.value), fault: PRESETS[preset.value] })
}
$('new-webhook').onsubmit = (event) => {
  event.preventDefault()
  const { url, verify_token } = event.target
  act('POST', 'webhooks', { url: url.value, verify_token: verify_token.value, fields: new FormData(event.target).getAll('fields') })
}
$('new-post').onsubmit = (event) => {
  event.preventDefault()
  act('POST', 'posts', { user: $('who').value, text: event.target.text.value }).then(() => event.target.reset())
}
$('who').onchange = () => look()
$('snapshot').onclick = () => act('POST', 'snapshot').then(() => toast('Taken'))
$('restore').onclick = () => act('POST', 'restore')
$('clear-requests').onclick = () => act('DELETE', 'requests')
$('clear-faults').onclick = () => act('DELETE', 'faults')
$('reset').onclick = () => confirm('Go back to the start? People, tokens, posts, faults and requests are forgotten.') && act('POST', 'reset')
begin().catch((error) => toast(error.message))
`
