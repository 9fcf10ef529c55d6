/** Where a command talks: data on stdout, talk on stderr, colour only where a terminal wants it. */
import type { Readable } from 'node:stream'
import { withoutTokens } from '../observability/secret-shapes.ts'
import type { LineReader } from '../connect/line-reader.ts'

export interface Terminal {
  /** Data: the answer that was asked for. */
  out(text: string): void
  /** Talk: progress, warnings, what to do next. */
  say(text: string): void
  readonly style: Style
  /** Everything on standard input, to its end; at most `limit` bytes. */
  readInput(limit: number): Promise<string>
  /** Standard input line by line, for as long as the reader lives. */
  openLines(): Promise<LineReader>
  /** One line that the terminal does not show. `undefined` at the end of input, or when the person gives up. */
  readHiddenLine(): Promise<string | undefined>
  readonly isInteractive: boolean
}

export interface Style {
  good(text: string): string
  warn(text: string): string
  bad(text: string): string
  dim(text: string): string
  strong(text: string): string
}

export interface TerminalStreams {
  readonly stdin: Readable & { readonly isTTY?: boolean }
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean }
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean }
}

export interface ColourWish {
  readonly noColor: boolean
  readonly forceColor: boolean
}

export function createTerminal(streams: TerminalStreams, wish: ColourWish): Terminal {
  const { stdout, stderr } = streams
  const coloured = wish.forceColor || (!wish.noColor && stderr.isTTY === true && stdout.isTTY === true)
  return {
    out: (text) => void stdout.write(`${text}\n`),
    say: (text) => void stderr.write(`${withoutTokens(text)}\n`),
    style: coloured ? COLOURED : PLAIN,
    // Node opens standard input when it is first named: only whoever asks something names it.
    get isInteractive() {
      return streams.stdin.isTTY === true && stderr.isTTY === true
    },
    readInput: (limit) => readAll(streams.stdin, limit),
    // Few commands ask anything, and `node:readline` costs the others a start-up.
    openLines: async () => (await import('../connect/line-reader.ts')).createLineReader(streams.stdin),
    readHiddenLine: async () => (await import('./hidden-line.ts')).readHiddenLine(streams.stdin),
  }
}

const plain = (text: string): string => text
const PLAIN: Style = { good: plain, warn: plain, bad: plain, dim: plain, strong: plain }

const ansi =
  (open: number, close: number) =>
  (text: string): string =>
    `\u001b[${open}m${text}\u001b[${close}m`
const COLOURED: Style = {
  good: ansi(32, 39),
  warn: ansi(33, 39),
  bad: ansi(31, 39),
  dim: ansi(2, 22),
  strong: ansi(1, 22),
}

async function readAll(stdin: AsyncIterable<Uint8Array>, limit: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stdin) {
    size += chunk.length
    if (size > limit) throw new RangeError(`standard input is larger than ${limit} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
