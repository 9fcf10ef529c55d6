/** Whether a sound is AAC, and how: the descriptors in the box `esds` (ISO 14496-1 §7.2.6, 14496-3 §1.6.2). Pure. */
import { NO_BYTES, uint16, uint32, uint8 } from './bytes.ts'

export interface Aac {
  /** Hertz; 0 where it is not said. */
  readonly sampleRate: number
  /** `undefined`: the stream itself tells how they are arranged. */
  readonly channels: number | undefined
}

/** MPEG-4 audio, and the three profiles of MPEG-2 AAC. */
const OBJECT_TYPES: readonly number[] = [0x40, 0x66, 0x67, 0x68]

/** `undefined` where it is no AAC: MP3 too comes in such a box. */
export function readAac(box: Buffer): Aac | undefined {
  const stream = descriptor(box.subarray(4), 0x03)
  const decoder = descriptor(stream.subarray(optionalFields(stream)), 0x04)
  if (!OBJECT_TYPES.includes(uint8(decoder, 0))) return undefined
  return readConfiguration(descriptor(decoder.subarray(13), 0x05))
}

/** The content of the descriptor that `bytes` begin with; empty where they begin with another. */
function descriptor(bytes: Buffer, tag: number): Buffer {
  if (bytes[0] !== tag) return NO_BYTES
  // The length is in groups of seven bits; of the last one the eighth is 0.
  const last = bytes.subarray(1, 5).findIndex((byte) => byte < 0x80)
  if (last < 0) return NO_BYTES
  const length = bytes.subarray(1, 2 + last).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0)
  return bytes.subarray(2 + last, 2 + last + length)
}

/** What stands before the decoder's descriptor: a number, flags, and what these announce. */
function optionalFields(stream: Buffer): number {
  const flags = uint8(stream, 2)
  const dependency = flags & 0x80 ? 2 : 0
  const url = flags & 0x40 ? 1 + uint8(stream, 3 + dependency) : 0
  return 3 + dependency + url + (flags & 0x20 ? 2 : 0)
}

const FREQUENCIES: readonly number[] = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000, 7350,
]
const SPELT_OUT = 15

/** By their number, which is 0 where the stream tells. */
const CHANNELS: readonly (number | undefined)[] = [undefined, 1, 2, 3, 4, 5, 6, 8]

/** In bits: 5 of object type, 4 of frequency (15: 24 more, in hertz), 4 of channels. */
function readConfiguration(bytes: Buffer): Aac {
  const frequency = (uint16(bytes, 0) >> 7) & 0xf
  if (frequency !== SPELT_OUT) {
    return { sampleRate: FREQUENCIES[frequency] ?? 0, channels: CHANNELS[(uint16(bytes, 0) >> 3) & 0xf] }
  }
  return {
    sampleRate: (uint32(bytes, 1) >>> 7) & 0xff_ff_ff,
    channels: CHANNELS[(uint8(bytes, 4) >> 3) & 0xf],
  }
}
