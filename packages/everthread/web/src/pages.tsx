/** Every page of the owner and its address. The server knows the same addresses: `PAGES` in `src/server/routes/web-app.ts`. */
import { type ComponentType, lazy } from 'react'
import { Home } from './pages/home/home.tsx'

interface PageAt {
  /** As wouter writes it: `/posts/:id`. */
  readonly path: string
  readonly page: ComponentType
}

/** What the first page does not need comes when it is asked for. */
export const PAGES: readonly PageAt[] = [
  { path: '/', page: Home },
  {
    path: '/accounts/:id',
    page: later(async () => (await import('./pages/account/account.tsx')).AccountPage),
  },
  { path: '/activity', page: later(async () => (await import('./pages/activity/activity.tsx')).Activity) },
  { path: '/compose', page: later(async () => (await import('./pages/compose/compose.tsx')).Compose) },
  { path: '/connect', page: later(async () => (await import('./pages/connect/connect.tsx')).ConnectPage) },
  { path: '/health', page: later(async () => (await import('./pages/health/health.tsx')).HealthPage) },
  { path: '/insights', page: later(async () => (await import('./pages/insights/insights.tsx')).Insights) },
  {
    path: '/insights/:account/posts/:media',
    page: later(async () => (await import('./pages/insights/growth.tsx')).PostGrowth),
  },
  { path: '/posts/:id', page: later(async () => (await import('./pages/post/post.tsx')).PostPage) },
  {
    path: '/posts/:id/edit',
    page: later(async () => (await import('./pages/compose/compose.tsx')).EditPost),
  },
  { path: '/queue', page: later(async () => (await import('./pages/queue/queue.tsx')).Queue) },
  { path: '/sandbox', page: later(async () => (await import('./pages/sandbox/sandbox.tsx')).Sandbox) },
  {
    path: '/settings',
    page: later(async () => (await import('./pages/settings/settings.tsx')).SettingsPage),
  },
]

function later(load: () => Promise<ComponentType>): ComponentType {
  return lazy(async () => ({ default: await load() }))
}
