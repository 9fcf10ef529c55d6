/** The sign in the tab of every page, also of those that stand before the web app. */
import { Hono } from 'hono'
import type { AppEnv } from '../app-env.ts'

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="8" fill="#0f5f59"/>
<circle cx="16" cy="16" r="9" fill="none" stroke="#fff" stroke-width="3" stroke-dasharray="42 15" stroke-linecap="round" transform="rotate(-60 16 16)"/>
</svg>
`
const A_DAY = 'public, max-age=86400'

export function iconRoutes(): Hono<AppEnv> {
  return new Hono<AppEnv>().get('/icon.svg', (c) =>
    c.body(ICON, 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': A_DAY }),
  )
}
