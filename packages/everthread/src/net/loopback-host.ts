/**
 * Whether a URL's host is this machine. Loopback is where `http:` is allowed, where no proxy is asked, and where
 * `connect` can listen for the browser.
 */

const LOOPBACK_IPV4 = /^127(?:\.\d{1,3}){3}$/

/** `hostname` as `URL` gives it (lower case, IPv6 in brackets). A name that merely resolves to loopback does not count. */
export function isLoopbackHost(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    LOOPBACK_IPV4.test(hostname)
  )
}
