/** Whether Meta could fetch from a URL (threads-api.md §4.10; switch `loopbackMedia`). */
export function hasPublicHost(url: string): boolean {
  const { hostname } = new URL(url)
  return hostname !== 'localhost' && !hostname.endsWith('.localhost') && !PRIVATE.test(hostname)
}

/** This machine and the networks that nobody routes to, as `URL` writes their addresses. */
const PRIVATE =
  /^(?:0|10|127|169\.254|172\.(?:1[6-9]|2\d|3[01])|192\.168)\.[\d.]+$|^\[(?:::1?|f[cd].*|fe80.*)\]$/
