/** The web app: one document for every page, and what it loads. Built by Vite, compressed at build time. */
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import type { AppEnv } from '../app-env.ts'

/** Each of these has a page in `web/src/pages.tsx`. */
export const PAGES = [
  '/',
  '/accounts/:id',
  '/activity',
  '/compose',
  '/connect',
  '/health',
  '/insights',
  '/insights/:account/posts/:media',
  '/posts/:id',
  '/posts/:id/edit',
  '/queue',
  '/sandbox',
  '/settings',
  '/setup',
]

/** The name of an asset holds the hash of its content: what it was called once it is for ever. */
const FOR_EVER = 'public, max-age=31536000, immutable'

/** For a person who comes to an address that nothing is at: the app says so in their own words. Programs get a problem. */
export function missingPage(folder: string): (c: Context<AppEnv>) => Promise<Response | undefined> {
  const page = pageOf(folder)
  return async (c) => {
    const isVisit = c.req.method === 'GET' && c.req.header('sec-fetch-mode') === 'navigate'
    return isVisit ? ((await page(c, async () => undefined)) ?? undefined) : undefined
  }
}

/** `folder`: absolute; where it is missing, nothing is found. */
export function webAppRoutes(folder: string): Hono<AppEnv> {
  const routes = new Hono<AppEnv>()
  const page = pageOf(folder)
  for (const path of PAGES) routes.get(path, page)
  return routes.get(
    '/assets/*',
    serveStatic({
      root: folder,
      precompressed: true,
      onFound: (_, c) => c.header('Cache-Control', FOR_EVER),
    }),
  )
}

function pageOf(folder: string) {
  return serveStatic<AppEnv>({ root: folder, path: 'index.html', precompressed: true })
}
