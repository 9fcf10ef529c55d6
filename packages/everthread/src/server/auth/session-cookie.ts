/** The cookie that holds a session's id. `__Host-` where the browser comes by https: then no other host can set it. */
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { SECOND } from '../../time/duration.ts'
import type { AppEnv } from '../app-env.ts'

const NAME = 'everthread_session'
/** A browser keeps no cookie longer (RFC 6265bis). */
const LONGEST_SECONDS = 34_560_000

export function readSessionCookie(c: Context<AppEnv>): string | undefined {
  return c.get('isSecure') ? getCookie(c, NAME, 'host') : getCookie(c, NAME)
}

export function writeSessionCookie(c: Context<AppEnv>, id: string, endsInMs: number): void {
  setCookie(c, NAME, id, {
    ...(c.get('isSecure') ? ({ prefix: 'host', secure: true } as const) : {}),
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    maxAge: Math.min(LONGEST_SECONDS, Math.max(0, Math.trunc(endsInMs / SECOND))),
  })
}

export function clearSessionCookie(c: Context<AppEnv>): void {
  writeSessionCookie(c, '', 0)
}
