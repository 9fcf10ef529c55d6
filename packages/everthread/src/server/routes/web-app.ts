/** The web app: one document for every page, and what it loads. Built by Vite, compressed at build time. */
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import type { AppEnv } from '../app-env.ts'

/** Each of these has a page in `web/src/pages.tsx`; every other address stays unknown. */
export const PAGES = [
  '/',
  '/accounts/:id',
  '/activity',
  '/connect',
  '/health',
  '/insights',
  '/insights/:account/posts/:media',
  '/queue',
  '/settings',
  '/setup',
]

/** The name of an asset holds the hash of its content: what it was called once it is for ever. */
const FOR_EVER = 'public, max-age=31536000, immutable'

/** `folder`: absolute; where it is missing, nothing is found. */
export function webAppRoutes(folder: string): Hono<AppEnv> {
  const routes = new Hono<AppEnv>()
  const page = serveStatic<AppEnv>({ root: folder, path: 'index.html', precompressed: true })
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
