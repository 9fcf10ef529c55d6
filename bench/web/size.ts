/** What a browser loads of scripts, by gzip: for the first page, and for each later page besides. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { PAGES } from '../../packages/everthread/src/server/routes/web-app.ts'
import type { Figure } from '../figure.ts'
import { type OpenDemo, openDemo } from './open-demo.ts'

const FIRST_BYTES = 90_000
const LATER_BYTES = 40_000
/** Both are loaded by whoever speaks it. */
const LOCALES = ['en-GB', 'ru-RU']

export async function benchWebSize(): Promise<Figure[]> {
  await using demo = await openDemo()
  const figures: Figure[] = []
  for (const locale of LOCALES) {
    const value = sizeOf(demo, await scriptsOf(demo, '/', locale))
    figures.push({ what: `web, first load, ${locale}`, value, unit: 'bytes', atMost: FIRST_BYTES })
  }
  const first = await scriptsOf(demo, '/', 'en-GB')
  for (const path of PAGES.filter((one) => one !== '/')) {
    const all = await scriptsOf(demo, path.replaceAll(/:\w+/g, 'unknown'), 'en-GB')
    figures.push({
      what: `web, ${path} besides`,
      value: sizeOf(
        demo,
        all.filter((name) => !first.includes(name)),
      ),
      unit: 'bytes',
      atMost: LATER_BYTES,
    })
  }
  return figures
}

async function scriptsOf(demo: OpenDemo, path: string, locale: string): Promise<string[]> {
  const visitor = await demo.visitor({ locale })
  const page = await visitor.newPage()
  const names = new Set<string>()
  page.on('request', (request) => {
    const name = /\/assets\/([^/]+\.js)$/.exec(request.url())?.[1]
    if (name !== undefined) names.add(name)
  })
  await page.goto(`${demo.origin}${path}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await visitor.close()
  return [...names]
}

/** As it is compressed at build time. A browser is sent brotli, which is smaller still. */
function sizeOf({ assets }: OpenDemo, names: readonly string[]): number {
  return names.reduce((sum, name) => sum + statSync(join(assets, `${name}.gz`)).size, 0)
}
