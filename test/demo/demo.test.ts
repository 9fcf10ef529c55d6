import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { createSandbox } from '@everthread/sandbox'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const MAIN = join(import.meta.dirname, '../../packages/everthread/src/cli/main.ts')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'everthread-start-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

type Running = ChildProcessByStdio<null, Readable, Readable>

function start(args: readonly string[], extra: Record<string, string> = {}): Running {
  const environment = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    EVERTHREAD_PORT: '0',
    LANG: 'C',
    ...extra,
  }
  const flags = ['--conditions=@everthread/source', MAIN, ...args]
  return spawn(process.execPath, flags, { cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Reads what it says until each pattern has come, in this order. */
async function waitFor(child: Running, patterns: readonly RegExp[]): Promise<string[]> {
  const heard: string[] = []
  const left = [...patterns]
  for await (const line of createInterface({ input: child.stderr })) {
    heard.push(line)
    if (left[0]?.test(line)) left.shift()
    if (left.length === 0) return heard
  }
  throw new Error(`it ended before it said ${String(left[0])}:\n${heard.join('\n')}`)
}

async function interrupt(child: Running): Promise<number | null> {
  child.stderr.resume()
  child.kill('SIGINT')
  const [code] = (await once(child, 'close')) as [number | null]
  return code
}

describe('npm start', () => {
  it('with nothing to keep says so, and shows the main job: due, renewed, written, restarted, proven', async () => {
    const child = start(['serve', '--or-demo'])
    const heard = await waitFor(child, [
      /Nothing to keep here/,
      /adopted from the \.env/,
      /\[app\] started, and posts with token/,
      /Proven: token/,
      /the clock jumps/,
      /renewed and good until .* written to .*\.env \(THREADS_ACCESS_TOKEN\)/,
      /restarting the command/,
      /\[app\] started, and posts with token/,
      /Proven: token/,
    ])
    expect(await interrupt(child)).toBe(0)
    expect(heard.join('\n')).not.toMatch(/THAA|\n\s+at /)
  })

  it('keeps the token of ./.env where there is one, and does not show the demo', async () => {
    await using sandbox = await createSandbox()
    sandbox.users.put({ username: 'anna' })
    const { access_token } = sandbox.tokens.create({ user: 'anna', age: '45d' })
    writeFileSync(join(folder, '.env'), `THREADS_ACCESS_TOKEN=${access_token}\n`)
    const child = start(['serve', '--or-demo'], { THREADS_API_BASE_URL: sandbox.url })
    const heard = await waitFor(child, [/renewed and good until/])
    expect(await interrupt(child)).toBe(0)
    expect(heard.join('\n')).toMatch(/keeping 1 token; health: http/)
    expect(heard.join('\n')).not.toMatch(/demo/i)
  })
})
