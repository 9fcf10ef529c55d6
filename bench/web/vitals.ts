/**
 * What Lighthouse judges a page by, on the phone that it judges with: 4 × slower, 1.6 Mbit/s, 150 ms to the service. Lighthouse itself
 * would bring a hundred packages; its ingredients come through the DevTools protocol.
 *
 * @see https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md (read 2026-11)
 */
import type { Page } from 'playwright-core'
import type { BenchOptions } from '../main.ts'
import type { Figure } from '../figure.ts'
import { median } from '../samples.ts'
import { type OpenDemo, openDemo } from './open-demo.ts'

const PHONE = {
  viewport: { width: 412, height: 823 },
  deviceScaleFactor: 1.75,
  isMobile: true,
  hasTouch: true,
}
const SLOWER = 4
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
}
/** The bounds of "good" (web.dev/vitals, read 2026-11), and Lighthouse's for the time in which a page does not answer. */
const LCP_MS = 2_500
const SHIFT_PERCENT = 10
const BLOCKED_MS = 200

const PATHS = ['/', '/compose', '/queue']

interface Vitals {
  readonly lcpMs: number
  readonly shiftPercent: number
  readonly blockedMs: number
}

export async function benchWebVitals({ quick }: BenchOptions): Promise<Figure[]> {
  await using demo = await openDemo()
  const figures: Figure[] = []
  for (const path of PATHS) {
    const visits: Vitals[] = []
    for (let round = 0; round < (quick ? 1 : 5); round += 1) visits.push(await visit(demo, path))
    const of = (name: keyof Vitals): number => median(visits.map((one) => one[name]))
    figures.push(
      { what: `web, ${path}, largest paint, slow phone`, value: of('lcpMs'), unit: 'ms', atMost: LCP_MS },
      { what: `web, ${path}, blocked`, value: of('blockedMs'), unit: 'ms', atMost: BLOCKED_MS },
      {
        what: `web, ${path}, shifted`,
        value: of('shiftPercent'),
        unit: '% of a screen',
        atMost: SHIFT_PERCENT,
      },
    )
  }
  return figures
}

async function visit(demo: OpenDemo, path: string): Promise<Vitals> {
  const visitor = await demo.visitor(PHONE)
  const page = await visitor.newPage()
  const debug = await visitor.newCDPSession(page)
  await debug.send('Network.enable')
  await debug.send('Network.emulateNetworkConditions', NETWORK)
  await debug.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await page.addInitScript(WATCH)
  await page.goto(`${demo.origin}${path}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  // Until nothing more comes: the stream of events never ends, so there is no idle network to wait for.
  await page.waitForTimeout(SETTLES_MS)
  const vitals = await seenBy(page)
  await visitor.close()
  return vitals
}

const SETTLES_MS = 3_000

/** In the page, before anything else: the browser's own observers. What a task takes beyond 50 ms counts as blocked. */
const WATCH = `globalThis.seen = { lcpMs: 0, shiftPercent: 0, blockedMs: 0 }
const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true })
watch('largest-contentful-paint', ({ startTime }) => { seen.lcpMs = startTime })
watch('layout-shift', ({ value, hadRecentInput }) => { if (!hadRecentInput) seen.shiftPercent += value * 100 })
watch('longtask', ({ duration }) => { seen.blockedMs += Math.max(0, duration - 50) })`

function seenBy(page: Page): Promise<Vitals> {
  return page.evaluate('globalThis.seen') as Promise<Vitals>
}
