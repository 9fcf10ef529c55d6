/** Lets a caller through to a route, or answers why not. */
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../app-env.ts'
import { Problem } from '../problem.ts'
import { type Access, admission } from './scopes.ts'

export function authorize(access: Access) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const admitted = admission(c.get('caller'), access)
    if (admitted !== 'admitted') throw new Problem(admitted)
    await next()
  })
}
