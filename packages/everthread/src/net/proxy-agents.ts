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
import { type ProxyVariable, proxyUrlOf } from './proxy-variable.ts'

/** `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` (or their lower-case twins), read in `config/env.ts`. */
export interface ProxyVariables {
  readonly httpProxy?: ProxyVariable
  readonly httpsProxy?: ProxyVariable
  readonly noProxy?: string
}

/** Where a request finds the connection that its agent opened for it. Empty when it got a kept one. */
export interface OpeningConnection {
  connection?: Duplex
  /** Whom the connection was opened to, where that is not the host itself. */
  proxy?: ProxyVariable
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
    proxyEnv: { HTTP_PROXY: usableUrl(httpProxy), NO_PROXY: noProxy },
  })

/** Node's TLS is loaded with the first call that needs it: it takes a process 6 ms, and `status` calls nobody. */
async function httpsAgents(): Promise<CreateAgent> {
  const [{ Agent }, { TLSSocket }] = await Promise.all([import('node:https'), import('node:tls')])
  return ({ httpsProxy, noProxy }, { keepAlive }) => {
    const proxyEnv = { HTTPS_PROXY: usableUrl(httpsProxy), NO_PROXY: noProxy }
    return handingOut(new Agent({ keepAlive, proxyEnv }), (connection) =>
      // Node begins TLS at once with the host itself; a tunnel begins in the clear.
      connection instanceof TLSSocket ? undefined : httpsProxy,
    )
  }
}

/**
 * @NOTE A request has no connection while its tunnel is being opened. Aborted then, or refused by the proxy, it destroys
 * nothing, and the process lives for as long as the proxy keeps the line open. So the agent hands the connection out.
 */
function handingOut(
  agent: HttpsAgent,
  proxyOf: (connection: Duplex) => ProxyVariable | undefined,
): HttpsAgent {
  const createConnection = agent.createConnection.bind(agent)
  agent.createConnection = (options: AgentRequestOptions, callback) => {
    const connection = createConnection(options, callback)
    if (!connection || !options.opening) return connection
    const proxy = proxyOf(connection)
    Object.assign(options.opening, { connection, ...(proxy && { proxy }) })
    return connection
  }
  return agent
}

/**
 * Node goes straight to the host when the value is no proxy that it can use, past a proxy that somebody relies on: so such
 * a value (socks) is refused. It may hold a password and is not quoted.
 */
function usableUrl(variable: ProxyVariable | undefined): string | undefined {
  if (variable === undefined || variable.value.trim() === '') return undefined
  const url = proxyUrlOf(variable.value)
  if (url !== undefined) return url
  throw new HttpFetchError(`${variable.name} holds no http:// or https:// proxy`, {
    code: HTTP_FETCH_CODES.proxyInvalid,
  })
}
