/** A proxy variable as it can be shown: user name and password hidden, whatever form it has. Pure. */

/**
 * `undefined` where the value is no proxy that Node can use: it must be `http:` or `https:`, and a bare `host:port` counts as
 * the former, as `net/proxy-agents.ts` reads it.
 */
export function shownProxy(value: string): string | undefined {
  const text = value.trim()
  const url = URL.parse(text.includes('://') ? text : `http://${text}`)
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') return undefined
  const user = url.username === '' && url.password === '' ? '' : '…@'
  return `${url.protocol}//${user}${url.host}`
}
