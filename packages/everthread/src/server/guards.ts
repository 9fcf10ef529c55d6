/** What every request passes before its route. Headers are set first: set afterwards they cost half the speed. */
import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import { acceptLanguage } from './accept-language.ts'
import { isAllowedHost, isSecureHost } from './allowed-hosts.ts'
import type { AppEnv } from './app-env.ts'
import { recognise } from './auth/recognise.ts'
import { clientAddress } from './client-address.ts'
import { Problem } from './problem.ts'
import { UPLOAD_PATH } from './upload-path.ts'
import { isSameOrigin } from './same-origin.ts'
import { SECURITY_HEADERS, STRICT_TRANSPORT } from './security-headers.ts'
import type { ServerDeps } from './server-deps.ts'

type Guard = MiddlewareHandler<AppEnv>

const REQUEST_ID = /^[\w-]{8,64}$/

export function greet({ config, randomId }: ServerDeps): Guard {
  return async (c, next) => {
    const given = c.req.header('x-request-id')
    const requestId = given !== undefined && REQUEST_ID.test(given) ? given : randomId()
    c.set('requestId', requestId)
    c.set('language', acceptLanguage(c.req.header('accept-language'), config.language))
    c.set('caller', { kind: 'nobody' })
    c.set('address', clientAddress(c.env.incoming?.socket.remoteAddress, c.req.header('x-forwarded-for')))
    c.set('isSecure', isSecureHost(c.req.header('host'), config.publicUrl))
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) c.header(name, value)
    if (c.get('isSecure')) c.header('Strict-Transport-Security', STRICT_TRANSPORT)
    c.header('X-Request-Id', requestId)
    await next()
  }
}

/** Its time counts until the answer's first byte: a stream would never be told otherwise. */
export function measure({ host, log, metrics }: ServerDeps): Guard {
  return async (c, next) => {
    const startedAt = host.ticks()
    await next()
    const caller = c.get('caller')
    const answered = {
      requestId: c.get('requestId'),
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      ms: host.ticks() - startedAt,
      caller: caller.kind === 'key' ? `key:${caller.id}` : caller.kind,
    }
    metrics.request(answered)
    log.request(answered)
  }
}

export function requireOurHost({ config }: ServerDeps): Guard {
  return async (c, next) => {
    if (!isAllowedHost(c.req.header('host'), config)) throw new Problem('wrong-host')
    await next()
  }
}

export const requireOurPage: Guard = async (c, next) => {
  const source = {
    method: c.req.method,
    host: c.req.header('host'),
    origin: c.req.header('origin'),
    fetchSite: c.req.header('sec-fetch-site'),
  }
  if (!isSameOrigin(source)) throw new Problem('cross-site')
  await next()
}

/** A post of ten thousand characters in every field is a tenth of it. */
export const LARGEST_BODY_BYTES = 1024 * 1024

/**
 * By what is announced, before a byte is read; uploads have limits of their own. A body that comes without its length could
 * be of any, and browsers and programs send none such as JSON.
 */
export const requireSmallBody: Guard = async (c, next) => {
  if (c.req.path !== UPLOAD_PATH) {
    if (c.req.header('transfer-encoding') !== undefined) throw new Problem('length-required')
    if (Number(c.req.header('content-length') ?? 0) > LARGEST_BODY_BYTES) throw new Problem('body-too-large')
  }
  await next()
}

export function findCaller(deps: ServerDeps): Guard {
  return async (c, next) => {
    c.set('caller', await recognise(deps, c))
    await next()
  }
}
