/** Where a connection goes while a program is intercepted. A decision about names alone: nothing is looked up. */

/** Where Meta answers for Threads (threads-api.md §1.1). */
const META_HOSTS: ReadonlySet<string> = new Set([
  'graph.threads.net',
  'graph.threads.com',
  'www.threads.net',
  'www.threads.com',
  'threads.net',
  'threads.com',
])

export type Destination =
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'sandbox'; readonly host: string; readonly port: number }
  /** It would reach Meta, and nobody has said where the sandbox is. */
  | { readonly kind: 'refused'; readonly sentence: string }

/** `hosts`: every name by which a connection is known, its TLS name too. `sandboxUrl`: what the environment says. */
export function destinationOf(hosts: readonly string[], sandboxUrl: string | undefined): Destination {
  const host = hosts.find((name) => META_HOSTS.has(canonical(name)))
  if (host === undefined) return { kind: 'elsewhere' }
  if (sandboxUrl === undefined || sandboxUrl === '') return refused(host, 'THREADS_SANDBOX_URL is not set')
  const url = URL.canParse(sandboxUrl) ? new URL(sandboxUrl) : undefined
  if (url?.protocol !== 'http:' || url.pathname !== '/' || META_HOSTS.has(canonical(url.hostname))) {
    return refused(host, `THREADS_SANDBOX_URL is "${sandboxUrl}", which is no address of a sandbox`)
  }
  return {
    kind: 'sandbox',
    host: url.hostname.replaceAll(/^\[|\]$/g, ''),
    port: url.port === '' ? 80 : Number(url.port),
  }
}

function refused(host: string, reason: string): Destination {
  return {
    kind: 'refused',
    sentence:
      `@everthread/sandbox/intercept stopped a connection to ${host}: ${reason}. ` +
      'Start everthread-sandbox and set it to the address that it prints. Nothing was sent to Meta.',
  }
}

/** Names are the same in capitals, and with the dot of the root at their end. */
function canonical(host: string): string {
  return host.toLowerCase().replace(/\.$/, '')
}
