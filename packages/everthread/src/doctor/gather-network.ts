/** The way to the API: what the environment says about it, and whether it answers. */
import {
  readMe,
  Secret,
  sendMe,
  ThreadsApiError,
  ThreadsProtocolError,
  ThreadsTransportError,
  type Transport,
  type TransportCode,
} from '@everthread/client'
import type { CommandContext } from '../cli/command-context.ts'
import { CALL_LIMIT_MS } from '../cli/keeper-for.ts'
import { isLoopbackApi, META_API_BASE_URL } from '../config/config.ts'
import type { EnvName } from '../config/env.ts'
import { HttpFetchError } from '../net/http-fetch-error.ts'
import { transportOf } from '../net/transport.ts'
import type { Network, ProxyVariable, Reach } from './gathered.ts'
import type { DoctorHost } from './host.ts'
import { shownProxy } from '../net/proxy-variable.ts'

export async function gatherNetwork(context: CommandContext, host: DoctorHost): Promise<Network> {
  const { config, raw } = context
  const path = raw.NODE_EXTRA_CA_CERTS
  return {
    url: config.apiBaseUrl,
    isMeta: new URL(config.apiBaseUrl).origin === META_API_BASE_URL,
    isLoopback: isLoopbackApi(config),
    proxies: proxyVariables(context),
    ...(path !== undefined && { certificates: { path, isReadable: host.readText(path) !== undefined } }),
    reach: await reachApi(context),
  }
}

/** In the order in which they win. */
const PROXY_NAMES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'] as const satisfies EnvName[]

function proxyVariables({ raw }: CommandContext): ProxyVariable[] {
  return PROXY_NAMES.flatMap((variable) => {
    const value = raw[variable]
    if (value === undefined) return []
    const shown = shownProxy(value)
    return [{ variable, ...(shown !== undefined && { shown }) }]
  })
}

/** Asks who "me" is and shows no token: an API that refuses that is there. */
async function reachApi(context: CommandContext): Promise<Reach> {
  const proxy: { status?: number } = {}
  try {
    const answer = await sendMe(withoutToken(context, proxy), { token: new Secret('none') })
    try {
      readMe(answer)
    } catch (error) {
      // What is no refusal of the API's own did not come from it.
      if (!(error instanceof ThreadsApiError)) throw error
    }
    if (answer.date === undefined) return { kind: 'reached', aheadMs: undefined }
    context.clock.learn(answer.date)
    return { kind: 'reached', aheadMs: context.clock.skewMs() }
  } catch (error) {
    return silenceOf(error, proxy.status)
  }
}

/** The client's call with its token taken off. Remembers what a proxy answered, which the client's error has no room for. */
function withoutToken(context: CommandContext, proxy: { status?: number }): Transport {
  const transport = transportOf(context, CALL_LIMIT_MS)
  return {
    ...transport,
    fetch: async (url, { headers, ...init }) => {
      try {
        return await transport.fetch(url, { ...init, headers: { accept: headers['accept'] ?? '*/*' } })
      } catch (error) {
        if (error instanceof HttpFetchError && error.proxyStatus !== undefined) {
          proxy.status = error.proxyStatus
        }
        throw error
      }
    },
  }
}

function silenceOf(error: unknown, proxyStatus: number | undefined): Reach {
  if (error instanceof ThreadsTransportError) {
    return {
      kind: 'silent',
      // A certificate is looked at before the request leaves; another failure of TLS can come at any time.
      why: error.code === 'tls' && error.outcome === 'not_sent' ? 'certificate' : WHY[error.code],
      ...(error.systemCode !== undefined && { code: error.systemCode }),
      ...(proxyStatus !== undefined && { proxyStatus }),
    }
  }
  if (!(error instanceof ThreadsProtocolError)) throw error
  if (error.status === 429) return { kind: 'silent', why: 'limited' }
  return { kind: 'silent', why: error.status >= 500 ? 'trouble' : 'foreign' }
}

const WHY: Readonly<Record<TransportCode, Extract<Reach, { kind: 'silent' }>['why']>> = {
  network: 'network',
  timeout: 'timeout',
  aborted: 'timeout',
  dns: 'dns',
  tls: 'tls',
  proxy: 'proxy',
}
