/**
 * Does a request that changes something come from our own page? Pure. The cookie alone does not tell: a browser adds it
 * whoever asks. `Sec-Fetch-Site` tells where there is one; before it `Origin` did; a program sends neither.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html (read 2026-11)
 */
export interface RequestSource {
  readonly method: string
  readonly host: string | undefined
  readonly origin: string | undefined
  readonly fetchSite: string | undefined
}

const READING = ['GET', 'HEAD', 'OPTIONS']

export function isSameOrigin({ method, host, origin, fetchSite }: RequestSource): boolean {
  if (READING.includes(method)) return true
  if (fetchSite !== undefined) return fetchSite === 'same-origin' || fetchSite === 'none'
  return origin === undefined || URL.parse(origin)?.host === host?.toLowerCase()
}
