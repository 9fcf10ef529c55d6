/** How the page shows containers and what apps were told. */
export const HOME_PUBLISHING_SCRIPT = String.raw`
const STATUS_MOODS = { IN_PROGRESS: 'warn', FINISHED: 'good', PUBLISHED: '', ERROR: 'bad', EXPIRED: 'bad' }

function containerLine(container) {
  const { status, created_at, processed_at, expires_at } = container
  const when = status === 'IN_PROGRESS' ? moment('ready in %', processed_at)
    : status === 'FINISHED' ? moment('% left', expires_at) : moment('% old', created_at)
  return el('tr', {},
    el('td', {}, badge(status, STATUS_MOODS[status])),
    el('td', {}, el('code', { textContent: container.id }), el('div', { className: 'params soft', textContent: container.error_message ?? container.text ?? '' })),
    el('td', { textContent: container.media_type.toLowerCase() + (container.is_carousel_item ? ' of a carousel' : '') }),
    el('td', { textContent: container.user }),
    el('td', {}, when))
}

function webhookLine({ subscription_id, url, fields }) {
  return el('div', { className: 'webhook' }, el('code', { textContent: url }), el('span', { className: 'push' }, fields.map((field) => badge(field))),
    el('button', { className: 'quiet', textContent: 'remove', onclick: () => act('DELETE', 'webhooks', { subscription_id }) }))
}

const FATE_MOODS = { waiting: 'warn', delivered: 'good', given_up: 'bad' }

function deliveryLine(delivery) {
  const last = delivery.attempts.at(-1)
  const said = last ? (last.status ?? last.reason) + (delivery.attempts.length > 1 ? ', ' + delivery.attempts.length + ' attempts' : '') : ''
  const next = delivery.next_attempt_at && moment((said ? ', ' : '') + 'next in %', delivery.next_attempt_at)
  const body = el('details', {}, el('summary', { textContent: delivery.field + ' for ' + delivery.user }), el('pre', { textContent: JSON.stringify(JSON.parse(delivery.body), null, 2) }))
  return el('tr', {}, el('td', {}, badge(delivery.state.replace('_', ' '), FATE_MOODS[delivery.state])), el('td', {}, body),
    el('td', { className: 'soft' }, said, next ?? ''))
}

/** The frame keeps what it shows; another person is another page. */
function showFeed(users) {
  const select = $('who')
  const names = users.map(({ username }) => username)
  if (names.join() !== [...select.options].map(({ value }) => value).join()) {
    const chosen = select.value
    select.replaceChildren(...names.map((name) => el('option', { textContent: name })))
    if (names.includes(chosen)) select.value = chosen
  }
  const path = '/feed/' + select.value
  $('no-feed').hidden = select.value !== ''
  $('feed').hidden = $('new-post').hidden = $('open').hidden = select.value === ''
  if (select.value === '' || $('feed').dataset.path === path) return
  $('feed').dataset.path = $('feed').src = path
  $('open').href = path
}
`
