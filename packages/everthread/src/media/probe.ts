/**
 * A white picture of our own, to find out whether Meta can fetch from us. It is served under a signed address like everything
 * else, and there is no row and no file of it: whoever has the key can ask for it.
 */
import { createHash } from 'node:crypto'
import type { Media } from '../store/media.ts'
import type { ByteRange } from './media-place.ts'

/** 320 by 320, as narrow as Meta leaves a picture alone. */
const BYTES = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAUAAAAFAAQAAAADl65gHAAAAQUlEQVR42u3KMQ0AAAwDoPo33VrYuwRu0qOIoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiK' +
    'oiiKoiiKoiiKoiiK4r84v0fQ4PHl284AAAAASUVORK5CYII=',
  'base64',
)

export type Served = Pick<Media, 'id' | 'type' | 'bytes' | 'sha256'>

/** No upload gets this id: theirs are random, and longer. */
export const PROBE: Served = {
  id: 'probe',
  type: 'image/png',
  bytes: BYTES.length,
  sha256: createHash('sha256').update(BYTES).digest('hex'),
}

export async function* readProbe({ first, last }: ByteRange): AsyncGenerator<Uint8Array, void> {
  yield BYTES.subarray(first, last + 1)
}
