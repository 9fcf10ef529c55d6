/**
 * By which names this service may be called. A page of another site can make its own name point to us (DNS rebinding), and
 * then reads our answers as its own: so a name that is not ours is not answered. Pure.
 */
import { isLoopbackHost } from '../net/loopback-host.ts'

export interface HostRules {
  /** On which address the service listens. */
  readonly host: string
  readonly publicUrl?: string | undefined
}

export function isAllowedHost(header: string | undefined, { host, publicUrl }: HostRules): boolean {
  if (header === undefined) return false
  const url = URL.parse(`http://${header}/`)
  if (!url || url.pathname !== '/' || url.username !== '') return false
  if (isLoopbackHost(url.hostname)) return true
  if (header.toLowerCase() === hostOf(publicUrl)) return true
  // An address cannot be rebound: only names can.
  return !isLoopbackBinding(host) && (isAddress(url.hostname) || url.hostname === host.toLowerCase())
}

/** Can nobody but this machine reach what listens there? */
export function isLoopbackBinding(host: string): boolean {
  return isLoopbackHost(host.includes(':') ? `[${host}]` : host.toLowerCase())
}

function isAddress(hostname: string): boolean {
  return hostname.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(hostname)
}

/** Does the browser, when it names this host, speak to us by https? */
export function isSecureHost(header: string | undefined, publicUrl: string | undefined): boolean {
  return publicUrl?.startsWith('https:') === true && header?.toLowerCase() === hostOf(publicUrl)
}

function hostOf(publicUrl: string | undefined): string | undefined {
  return publicUrl === undefined ? undefined : URL.parse(publicUrl)?.host
}
