/**
 * The HTTP service as one function of its dependencies. A request passes, in this order:
 *
 *     request id, language, headers -> our own host name? -> our own page? -> small enough? -> who asks? -> the route:
 *     may they? -> the same request again? -> is it well formed? -> the handler
 */
import { type Handler, Hono } from 'hono'
import { countForMetrics } from '../store/metric-counts.ts'
import { authorize } from './auth/authorize.ts'
import { createApi, openApiDocument } from './api.ts'
import type { AppEnv } from './app-env.ts'
import { findCaller, greet, measure, requireOurHost, requireOurPage, requireSmallBody } from './guards.ts'
import { methodsAt } from './methods-at.ts'
import { Problem } from './problem.ts'
import { answerProblem, asProblem } from './problem-document.ts'
import { demoDoorRoutes } from './routes/demo-door.ts'
import { healthRoutes } from './routes/health.ts'
import { callbackRoutes } from './routes/oauth-callback.ts'
import { metaRoutes } from './routes/meta-callbacks.ts'
import { iconRoutes } from './routes/icon.ts'
import { missingPage, webAppRoutes } from './routes/web-app.ts'
import type { ServerDeps } from './server-deps.ts'

export function createApp(deps: ServerDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  app.use(greet(deps), measure(deps))
  app.onError((error, c) => {
    const problem = asProblem(error)
    if (problem.code === 'defect') {
      deps.log.defect(error, c.get('requestId'))
      deps.onDefect(error, c.get('requestId'))
    }
    return answerProblem(c, problem)
  })
  const missing = deps.webFolder === undefined ? undefined : missingPage(deps.webFolder)
  app.notFound(async (c) => {
    const problem = notFoundProblem(app, c.req)
    const page = problem.code === 'not-found' ? await missing?.(c) : undefined
    return page ?? answerProblem(c, problem)
  })
  // Whoever watches asks by the name of a container or an address: nothing there is secret.
  app.route('/', healthRoutes(deps))
  app.use(requireOurHost(deps), requireSmallBody)
  app.route('/', iconRoutes()).route('/', callbackRoutes(deps)).route('/', metaRoutes(deps))
  if (deps.sandbox) app.route('/', demoDoorRoutes())
  mount(app, deps)
  app.use('/api/*', requireOurPage, findCaller(deps))
  app.get('/metrics', findCaller(deps), authorize('read'), measured(deps))
  const api = createApi(deps)
  app.get('/api/openapi.json', (c) => c.json(openApiDocument(api)))
  app.route('/', api)
  return app
}

function measured({ metrics, installation, now }: ServerDeps): Handler<AppEnv> {
  return async (c) => {
    const text = await metrics.render(() => countForMetrics(installation.store.db, now()))
    return c.body(text, 200, { 'Content-Type': metrics.contentType })
  }
}

function mount(app: Hono<AppEnv>, { mounts = {}, webFolder }: ServerDeps): void {
  const { handOff, media } = mounts
  if (handOff) app.all('/h/*', requireOurPage, handOff)
  if (media) app.on(['GET', 'HEAD'], '/media/*', media)
  if (webFolder !== undefined) app.route('/', webAppRoutes(webFolder))
}

function notFoundProblem(
  app: Hono<AppEnv>,
  { path, method }: { readonly path: string; readonly method: string },
): Problem {
  const allow = methodsAt(app.routes, path)
  return allow.length === 0 || allow.includes(method)
    ? new Problem('not-found')
    : new Problem('method-not-allowed', { allow })
}
