/**
 * What a phone's camera gets: a short link where a phone can reach us, else the plain text. A QR of 500 Cyrillic letters
 * as an intent would be an address of 3,041 characters, which no phone reads (P15).
 */
import { encode, renderSVG, renderUnicodeCompact } from 'uqr'
import { isLoopbackHost } from '../../net/loopback-host.ts'

export interface Reachable {
  /** As configured, without a slash at its end. */
  readonly publicUrl?: string | undefined
  readonly host: string
  readonly port: number
}

/** Listens on every address: which of them a phone could use, nobody has said. */
const UNSPECIFIED = ['0.0.0.0', '::', '[::]']

/** Where a phone finds us: the public URL, or an address of the local network that was chosen on purpose. */
export function phoneUrl({ publicUrl, host, port }: Reachable): string | undefined {
  if (publicUrl !== undefined) return publicUrl
  if (isLoopbackHost(host) || UNSPECIFIED.includes(host)) return undefined
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** A larger one is read by no phone at arm's length. */
const LARGEST_VERSION = 25

/** `undefined` where it would be too fine to be read. */
export function qrSvg(content: string): string | undefined {
  return isReadable(content) ? renderSVG(content, { pixelSize: 8, border: 4 }) : undefined
}

/** For a terminal. */
export function qrText(content: string): string | undefined {
  return isReadable(content) ? renderUnicodeCompact(content, { border: 2 }) : undefined
}

function isReadable(content: string): boolean {
  try {
    return encode(content).version <= LARGEST_VERSION
  } catch {
    return false // More than any QR code holds.
  }
}
