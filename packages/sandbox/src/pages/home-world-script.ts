/** How the page shows faults, switches, seeds and the log of requests. */
export const HOME_WORLD_SCRIPT = String.raw`
function faultLine(fault) {
  const { kind, ...rest } = fault.fault
  const words = Object.entries(rest).filter(([name]) => name !== 'body').map(([, value]) => value.kind ?? value).join(' ')
  return el('div', { className: 'fault' }, el('code', { textContent: fault.endpoint }), el('span', { textContent: kind + ' ' + words }),
    el('span', { className: 'push soft', textContent: (fault.after > 0 ? 'after ' + fault.after + ', ' : '') + '× ' + fault.times + (fault.user ? ', ' + fault.user : '') }))
}

function switchLine([name, row], positions) {
  const select = el('select', { ariaLabel: name }, row.values.map((value) => el('option', { value: String(value), textContent: value === true ? 'on' : value === false ? 'off' : String(value) })))
  if (!row.values.includes(positions[name])) select.append(el('option', { value: positions[name], textContent: positions[name] }))
  select.value = String(positions[name])
  select.onchange = () => act('POST', 'switches', { [name]: select.value })
  return el('div', { className: 'switch' + (positions[name] === row.default ? '' : ' moved') }, el('code', { textContent: name }), select,
    el('p', { className: 'soft', textContent: row.about + ' (' + row.section + (row.status === 'not yet' ? ', no effect yet' : '') + ')' }))
}

function requestLine(request, names) {
  const params = Object.entries(request.params).map(([name, value]) => name + '=' + value).join('  ')
  const mood = request.outcome === 'answered' ? (request.status < 400 ? 'good' : 'bad') : 'warn'
  const said = request.outcome === 'answered' ? request.status + (request.error ? ' · ' + request.error : '') : request.outcome
  return el('tr', {},
    el('td', { className: 'mono', textContent: request.at.replace('T', ' ').slice(0, 19) }),
    el('td', {}, el('code', { textContent: request.method + ' ' + request.path }), params && el('div', { className: 'params soft mono', textContent: params })),
    el('td', {}, names.get(request.user) ?? '', request.token && el('div', { className: 'params soft mono', textContent: request.token })),
    el('td', {}, badge(said, mood), request.fault && el('span', {}, ' ', badge('fault: ' + request.fault, 'warn'))))
}

function populationPart(population) {
  if (population) {
    return [
      el('p', {}, population.accounts.toLocaleString('en') + ' people with ' + population.postsEach + ' posts each, made as they are read'),
      el('p', { className: 'names' }, population.usernames.map((name) => el('a', { href: '/feed/' + name, textContent: name }))),
    ]
  }
  const accounts = el('input', { type: 'number', min: 1, value: 1000, ariaLabel: 'How many people' })
  const postsEach = el('input', { type: 'number', min: 0, value: 10, ariaLabel: 'Posts of each' })
  return el('form', { className: 'fill', onsubmit: (event) => {
    event.preventDefault()
    act('POST', 'population', { accounts: Number(accounts.value), postsEach: Number(postsEach.value) })
  } }, accounts, el('span', { textContent: 'people with' }), postsEach, el('span', { textContent: 'posts each' }), el('button', { textContent: 'Fill' }))
}
`
