import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))

test('the program says when it is ready and ends cleanly on SIGTERM and SIGINT', async () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const child = spawn(process.execPath, ['--conditions=@everthread/source', MAIN, '--json'])
    const complaints: string[] = []
    child.stderr.on('data', (chunk) => complaints.push(String(chunk)))
    const line = await new Promise<string>((resolve) =>
      child.stdout.once('data', (chunk) => resolve(String(chunk))),
    )
    const { url } = JSON.parse(line)
    expect((await globalThis.fetch(`${url}/me`)).status).toBe(400)
    child.kill(signal)
    const code = await new Promise((resolve) => child.once('exit', resolve))
    expect([code, complaints]).toEqual([0, []])
  }
})
