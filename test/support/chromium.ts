/** Debian's Chromium, found on PATH and driven by playwright-core, which brings no browser of its own. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

/** It reaches nothing but what a test serves: no updates, no components, no account. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export function findChromium(): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'chromium'))
    .find(isExecutable)
}

/** Says that it is missing; `EVERTHREAD_TEST_REQUIRE=all` lets the test run and fail instead. */
export function mayRunInChromium(): boolean {
  if (findChromium()) return true
  console.log('not run: chromium (not found; on Debian: apt-get install chromium)')
  return process.env['EVERTHREAD_TEST_REQUIRE'] === 'all'
}

export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('there is no chromium on PATH')
  return chromium.launch({ executablePath, headless: true, args: ARGUMENTS })
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false // Not there, or not for us.
  }
}
