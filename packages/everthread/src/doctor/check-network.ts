/** The checks of the way to the API. Pure. */
import { isOlder } from './compare-versions.ts'
import { type Finding, found } from './finding.ts'
import type { Gathered, Network, Reach } from './gathered.ts'

/** From here on Node's agents take a proxy. @see https://nodejs.org/api/http.html#built-in-proxy-support (read 2026-11-23) */
const FIRST_NODE_WITH_PROXIES = '24.5.0'

export function checkProxies({ network, computer }: Gathered): Finding[] {
  const { proxies } = network
  const { nodeVersion: version } = computer
  const isIgnored = proxies.length > 0 && isOlder(version, FIRST_NODE_WITH_PROXIES)
  return [
    ...proxies.map(({ variable, shown }) =>
      shown === undefined
        ? found('proxy-invalid', { variable })
        : found('proxy-set', { variable, value: shown }),
    ),
    ...(isIgnored ? [found('proxy-ignored', { version, oldest: FIRST_NODE_WITH_PROXIES })] : []),
  ]
}

export function checkCertificates({ network }: Gathered): Finding[] {
  if (!network.certificates) return []
  const { path, isReadable } = network.certificates
  return [found(isReadable ? 'certificates-used' : 'certificates-missing', { path })]
}

export function checkApi({ network }: Gathered): Finding[] {
  const { isMeta, url, reach } = network
  const answer =
    reach.kind === 'reached' ? found('api-reached', { host: hostOf(network) }) : silence(network, reach)
  return [...(isMeta ? [] : [found('api-elsewhere', { url })]), answer]
}

function silence(network: Network, { why, code, proxyStatus }: Extract<Reach, { kind: 'silent' }>): Finding {
  const host = hostOf(network)
  switch (why) {
    case 'dns':
      return found('api-name-unknown', { host })
    case 'network':
      return found('api-no-connection', { host, code })
    case 'timeout':
      return found('api-timeout', { host })
    case 'certificate':
      return found('api-certificate-refused', { host, code })
    case 'tls':
      return found('api-tls-failed', { host, code })
    case 'proxy':
      return found('api-proxy-refused', { host, status: proxyStatus })
    case 'foreign':
      return found('api-answer-foreign', { host })
    case 'trouble':
      return found('api-in-trouble', { host })
    case 'limited':
      return found('api-rate-limited', { host })
    default:
      return why satisfies never
  }
}

function hostOf({ url }: Network): string {
  return new URL(url).host
}
