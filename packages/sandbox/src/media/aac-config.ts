/** Whether a sound is AAC, how fast it was sampled and how its channels are arranged: the box `esds` (ISO 14496-1 §7.2.6, 14496-3 §1.6.2). */
import { byteAt } from './byte-reading.ts'

export interface AacConfig {
  /** Hertz; 0 where the bytes do not say. */
  readonly sampleRate: number
  /** `undefined`: their arrangement is told in the stream itself. */
  readonly channels: number | undefined
}

/** `undefined` where it is no AAC: MP3 too comes in such a box. */
export function readAacConfig(box: Uint8Array): AacConfig | undefined {
  // The stream's descriptor begins after version and flags; it holds the decoder's, and that the configuration.
  const stream = descriptorAt(box, 4, 0x03)
  const decoder = descriptorAt(stream, streamFieldsOf(stream), 0x04)
  if (!AAC_OBJECT_TYPES.includes(byteAt(decoder, 0))) return undefined
  return readConfig(descriptorAt(decoder, 13, 0x05))
}

/** MPEG-4 audio, and the three profiles of MPEG-2 AAC. */
const AAC_OBJECT_TYPES: readonly number[] = [0x40, 0x66, 0x67, 0x68]

/** The number, a byte of flags, and what the flags announce. */
function streamFieldsOf(stream: Uint8Array): number {
  const flags = byteAt(stream, 2)
  const dependency = flags & 0x80 ? 2 : 0
  const url = flags & 0x40 ? 1 + byteAt(stream, 3 + dependency) : 0
  const clock = flags & 0x20 ? 2 : 0
  return 3 + dependency + url + clock
}

/** The content of the descriptor at a place; empty where there is another. */
function descriptorAt(bytes: Uint8Array, at: number, tag: number): Uint8Array {
  if (byteAt(bytes, at) !== tag) return bytes.subarray(0, 0)
  let length = 0
  let next = at + 1
  // Seven bits a byte; the eighth says that there are more, up to four.
  for (let more = true; more && next <= at + 4; next += 1) {
    length = length * 128 + (byteAt(bytes, next) & 0x7f)
    more = (byteAt(bytes, next) & 0x80) !== 0
  }
  return bytes.subarray(next, next + length)
}

/** Five bits of object type, four of frequency (15: twenty-four more follow, in hertz), then four of channels. */
function readConfig(config: Uint8Array): AacConfig {
  const bits = Array.from(config.subarray(0, 6), (byte) => byte.toString(2).padStart(8, '0')).join('')
  const numberAt = (start: number, length: number): number =>
    Number.parseInt(bits.slice(start, start + length).padEnd(length, '0'), 2)
  const frequency = numberAt(5, 4)
  const isSpelledOut = frequency === 15
  return {
    sampleRate: isSpelledOut ? numberAt(9, 24) : (FREQUENCIES[frequency] ?? 0),
    channels: CHANNELS[numberAt(isSpelledOut ? 33 : 9, 4)],
  }
}

const FREQUENCIES: readonly number[] = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000, 7350,
]

/** By configuration; of 0 the stream tells. */
const CHANNELS: readonly (number | undefined)[] = [undefined, 1, 2, 3, 4, 5, 6, 8]
