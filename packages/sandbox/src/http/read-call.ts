/** From Node's request to a call of the API. */
import type { IncomingMessage } from 'node:http'
import { MetaRefusal } from '../errors/meta-refusal.ts'
import type { World } from '../world.ts'
import { bodyParams, readBody } from './read-body.ts'

export interface Target {
  readonly path: string
  readonly query: string
}

export function splitTarget(url: string): Target {
  const mark = url.indexOf('?')
  return mark === -1 ? { path: url, query: '' } : { path: url.slice(0, mark), query: url.slice(mark + 1) }
}

/** The path without `/v1.0`, which is the only version that was ever seen (threads-api.md §1.2). @throws MetaRefusal */
export function withoutVersion(world: World, path: string): string {
  const bare = path.startsWith('/v') ? path.replace(VERSION, '') : path
  const isOther = bare !== path && !path.startsWith('/v1.0/') && path !== '/v1.0'
  if (isOther && world.switches.unknownVersion === 'refuse') throw new MetaRefusal('unknown_path', { path })
  if (bare === '') return '/'
  return bare.length > 1 && bare.endsWith('/') ? bare.slice(0, -1) : bare
}

const VERSION = /^\/v\d{1,3}\.\d{1,3}(?=\/|$)/

/** Query and body as one: a parameter of the body stands before its namesake in the query. */
export function readParams(
  world: World,
  request: IncomingMessage,
  query: string,
): URLSearchParams | Promise<URLSearchParams> {
  const params = new URLSearchParams(query)
  return mayHaveBody(world, request) ? withBody(world, request, params) : params
}

async function withBody(
  world: World,
  request: IncomingMessage,
  params: URLSearchParams,
): Promise<URLSearchParams> {
  const body = await readBody(request)
  if (body.length === 0) return params
  const fromBody = bodyParams(request.headers['content-type'] ?? '', body, world.switches.jsonBodies)
  if (params.size === 0) return fromBody
  for (const name of new Set(fromBody.keys())) params.delete(name)
  for (const [name, value] of fromBody) params.append(name, value)
  return params
}

function mayHaveBody(world: World, request: IncomingMessage): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') {
    return world.switches.getBodies === 'accept' && request.headers['content-length'] !== undefined
  }
  return true
}

/** The token, however it was passed (threads-api.md §1.3). */
export function tokenOf(params: URLSearchParams, authorization: string | undefined): string | undefined {
  const param = params.get('access_token')
  if (param !== null && param !== '') return param
  return authorization === undefined ? undefined : /^Bearer +(\S+) *$/i.exec(authorization)?.[1]
}
