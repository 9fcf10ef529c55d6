/** What a proxy variable holds: read as Node and curl read it, and shown without its user name and password. Pure. */

export interface ProxyVariable {
  /** As it is written in the environment: `HTTPS_PROXY`, `https_proxy`, … */
  readonly name: string
  readonly value: string
}

/**
 * The value as a URL, for Node; `undefined` where it is no proxy that Node can use: it must be `http:` or `https:`, and a
 * bare `host:port` counts as the former.
 */
export function proxyUrlOf(value: string): string | undefined {
  const text = value.trim()
  const candidate = text.includes('://') ? text : `http://${text}`
  const url = URL.parse(candidate)
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? candidate : undefined
}

/** `undefined` as for {@link proxyUrlOf}. */
export function shownProxy(value: string): string | undefined {
  const url = URL.parse(proxyUrlOf(value) ?? '')
  if (!url) return undefined
  const user = url.username === '' && url.password === '' ? '' : '…@'
  return `${url.protocol}//${user}${url.host}`
}
