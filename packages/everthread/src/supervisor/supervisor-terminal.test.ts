/** The supervisor on a terminal: `script` (util-linux) makes one. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { OPTIONS_NAME, type TestRunOptions } from './test-run.ts'

const hasScript =
  spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') ?? false

const CTRL_C = '\u0003'
const CHILD = `
  process.on('SIGINT', () => console.log('interrupted'))
  process.stdin.on('data', (line) => {
    console.log('read ' + line)
    if (String(line).includes('end')) process.exit(6)
  })
  console.log('up ' + process.stdin.isTTY)
`

test.skipIf(!hasScript)(
  'the child reads from the terminal, and Ctrl-C reaches it once and leaves the run alone (not run: script)',
  async () => {
    const options: TestRunOptions = {
      command: [process.execPath, '-e', CHILD],
      token: 'THAAcanary1',
      reload: { kind: 'restart' },
      graceMs: 5000,
      runId: randomUUID(),
    }
    // `exec`: without it a shell stands in between, and which one decides what Ctrl-C does to it.
    const line = `exec '${process.execPath}' --conditions=@everthread/source '${join(import.meta.dirname, 'test-run-main.ts')}'`
    const terminal = spawn('script', ['--quiet', '--return', '--command', line, '/dev/null'], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, [OPTIONS_NAME]: JSON.stringify(options) },
    })
    const screen = watchScreen(terminal)
    await screen.shows('up true')
    terminal.stdin.write(CTRL_C)
    await screen.shows('interrupted')
    terminal.stdin.write('hello\n')
    await screen.shows('read hello')
    terminal.stdin.write('end\n')
    expect(await screen.code).toBe(6)
    expect(screen.text().match(/interrupted/g)).toHaveLength(1)
    expect(screen.text()).not.toContain('canary')
  },
)

interface Screen {
  readonly code: Promise<number | null>
  text(): string
  shows(text: string): Promise<void>
}

function watchScreen(terminal: ChildProcess): Screen {
  let text = ''
  const code = new Promise<number | null>((resolve) => {
    terminal.once('close', resolve)
  })
  terminal.stdout?.setEncoding('utf8').on('data', (more: string) => {
    text += more
  })
  return {
    code,
    text: () => text,
    shows: (wanted) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (text.includes(wanted)) resolve()
        }
        terminal.stdout?.on('data', look)
        void code.finally(() => reject(new Error(`the terminal ended: ${text}`)))
        look()
      }),
  }
}
