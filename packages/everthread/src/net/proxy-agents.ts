/**
 * Node's HTTP agents, made when first needed, with the proxy variables of the environment applied by Node itself
 * (`proxyEnv`, Node 24.5 and later): plain HTTP goes to the proxy as it is, HTTPS through CONNECT, `NO_PROXY` is obeyed.
 * @see https://nodejs.org/api/http.html#built-in-proxy-support (read 2026-11-23)
 */
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent, type RequestOptions } from 'node:https'
import type { Duplex } from 'node:stream'
import { HTTP_FETCH_CODES, HttpFetchError } from './http-fetch-error.ts'
import { isLoopbackHost } from './loopback-host.ts'

/** The values of `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` (or their lower-case twins), read in `config/env.ts`. */
export interface ProxyVariables {
  readonly httpProxy?: string | undefined
  readonly httpsProxy?: string | undefined
  readonly noProxy?: string | undefined
}

/** Where a request finds the connection that its agent opened for it. Empty when it got a kept one. */
export interface OpeningConnection {
  connection?: Duplex
}

export interface AgentRequestOptions extends RequestOptions {
  readonly opening?: OpeningConnection
}

export interface ProxyAgents {
  /** Throws {@link HttpFetchError} when the proxy variable for this URL cannot be used. */
  for(url: URL): HttpAgent
  close(): void
}

export function createProxyAgents(proxies: ProxyVariables, options: { keepAlive: boolean }): ProxyAgents {
  const agents = new Map<string, HttpAgent>()
  return {
    for(url) {
      // A proxy cannot reach our loopback; asking it would break every sandbox behind a company proxy without NO_PROXY.
      const route = isLoopbackHost(url.hostname) ? 'direct' : 'proxied'
      const key = `${url.protocol} ${route}`
      const agent = agents.get(key) ?? createAgent(url.protocol, route === 'direct' ? {} : proxies, options)
      agents.set(key, agent)
      return agent
    },
    close() {
      for (const agent of agents.values()) agent.destroy()
      agents.clear()
    },
  }
}

/**
 * @NOTE A request has no connection while its tunnel is being opened. Aborted then, or refused by the proxy, it destroys
 * nothing, and the process lives for as long as the proxy keeps the line open. So the agent hands the connection out.
 */
class TunnelAgent extends HttpsAgent {
  override createConnection(
    options: AgentRequestOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null | undefined {
    const connection = super.createConnection(options, callback)
    if (connection && options.opening) options.opening.connection = connection
    return connection
  }
}

function createAgent(
  protocol: string,
  proxies: ProxyVariables,
  { keepAlive }: { keepAlive: boolean },
): HttpAgent {
  // `proxyEnv` is always an object: left out, a Node that was told to use the environment would read it on its own.
  const noProxy = proxies.noProxy
  if (protocol === 'https:') {
    const proxy = proxyUrl('HTTPS_PROXY', proxies.httpsProxy)
    return new TunnelAgent({ keepAlive, proxyEnv: { HTTPS_PROXY: proxy, NO_PROXY: noProxy } })
  }
  const proxy = proxyUrl('HTTP_PROXY', proxies.httpProxy)
  return new HttpAgent({ keepAlive, proxyEnv: { HTTP_PROXY: proxy, NO_PROXY: noProxy } })
}

/**
 * Node goes straight to the host when the value is not an `http:` or `https:` URL, past a proxy that somebody relies on.
 * So `host:port` becomes a URL, as curl reads it, and everything else (socks) is refused. The value may hold a
 * password and is not quoted.
 */
function proxyUrl(variable: string, value: string | undefined): string | undefined {
  const text = value?.trim() ?? ''
  if (text === '') return undefined
  const candidate = text.includes('://') ? text : `http://${text}`
  const url = URL.parse(candidate)
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return candidate
  throw new HttpFetchError(`${variable} holds no http:// or https:// proxy`, {
    code: HTTP_FETCH_CODES.proxyInvalid,
  })
}
