/**
 * Node's HTTP agents, made when first needed, with the proxy variables of the environment applied by Node itself
 * (`proxyEnv`, Node 24.5 and later): plain HTTP goes to the proxy as it is, HTTPS through CONNECT, `NO_PROXY` is obeyed.
 * @see https://nodejs.org/api/http.html#built-in-proxy-support (read 2026-11-23)
 */
import { Agent as HttpAgent } from 'node:http'
import type { Agent as HttpsAgent, RequestOptions } from 'node:https'
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
  /** Rejects with {@link HttpFetchError} when the proxy variable for this URL cannot be used. */
  for(url: URL): Promise<HttpAgent>
  close(): void
}

export function createProxyAgents(proxies: ProxyVariables, options: { keepAlive: boolean }): ProxyAgents {
  const agents = new Map<string, HttpAgent>()
  return {
    async for(url) {
      const createAgent = url.protocol === 'https:' ? await httpsAgents() : createHttpAgent
      // A proxy cannot reach our loopback; asking it would break every sandbox behind a company proxy without NO_PROXY.
      const route = isLoopbackHost(url.hostname) ? 'direct' : 'proxied'
      const key = `${url.protocol} ${route}`
      const agent = agents.get(key) ?? createAgent(route === 'direct' ? {} : proxies, options)
      agents.set(key, agent)
      return agent
    },
    close() {
      for (const agent of agents.values()) agent.destroy()
      agents.clear()
    },
  }
}

type CreateAgent = (proxies: ProxyVariables, options: { keepAlive: boolean }) => HttpAgent

// `proxyEnv` is always an object: left out, a Node that was told to use the environment would read it on its own.
const createHttpAgent: CreateAgent = ({ httpProxy, noProxy }, { keepAlive }) =>
  new HttpAgent({
    keepAlive,
    proxyEnv: { HTTP_PROXY: proxyUrl('HTTP_PROXY', httpProxy), NO_PROXY: noProxy },
  })

/** Node's TLS is loaded with the first call that needs it: it takes a process 6 ms, and `status` calls nobody. */
async function httpsAgents(): Promise<CreateAgent> {
  const { Agent } = await import('node:https')
  return ({ httpsProxy, noProxy }, { keepAlive }) =>
    handingOut(
      new Agent({
        keepAlive,
        proxyEnv: { HTTPS_PROXY: proxyUrl('HTTPS_PROXY', httpsProxy), NO_PROXY: noProxy },
      }),
    )
}

/**
 * @NOTE A request has no connection while its tunnel is being opened. Aborted then, or refused by the proxy, it destroys
 * nothing, and the process lives for as long as the proxy keeps the line open. So the agent hands the connection out.
 */
function handingOut(agent: HttpsAgent): HttpsAgent {
  const createConnection = agent.createConnection.bind(agent)
  agent.createConnection = (options: AgentRequestOptions, callback) => {
    const connection = createConnection(options, callback)
    if (connection && options.opening) options.opening.connection = connection
    return connection
  }
  return agent
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
