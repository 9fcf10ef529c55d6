/**
 * SHA-256 (FIPS 180-4), synchronous. WebCrypto's digest answers with a promise, and a fingerprint is needed where
 * nothing may be awaited: in `toString`. Not for anything that must be fast or hide its timing.
 */

const BLOCK_BYTES = 64

/** The digest of `message`, as 64 lower-case hexadecimal digits. */
export function sha256Hex(message: Uint8Array): string {
  const blocks = padded(message)
  let state: readonly number[] = INITIAL_STATE
  for (let offset = 0; offset < blocks.byteLength; offset += BLOCK_BYTES) {
    state = compressed(state, schedule(blocks, offset))
  }
  return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

/** The message, a one bit, zeros, and its length in bits: whole blocks. */
function padded(message: Uint8Array): DataView {
  const bytes = new Uint8Array(Math.ceil((message.length + 9) / BLOCK_BYTES) * BLOCK_BYTES)
  bytes.set(message)
  bytes[message.length] = 0x80
  const view = new DataView(bytes.buffer)
  view.setBigUint64(bytes.length - 8, BigInt(message.length) * 8n)
  return view
}

/** The 16 words of a block, and the 48 made from them. */
function schedule(blocks: DataView, offset: number): readonly number[] {
  const words: number[] = []
  const back = (distance: number): number => words[words.length - distance] ?? 0
  for (let index = 0; index < 16; index += 1) words.push(blocks.getInt32(offset + index * 4))
  while (words.length < 64) {
    const early = rotated(back(15), 7) ^ rotated(back(15), 18) ^ (back(15) >>> 3)
    const late = rotated(back(2), 17) ^ rotated(back(2), 19) ^ (back(2) >>> 10)
    words.push((back(16) + early + back(7) + late) | 0)
  }
  return words
}

function compressed(state: readonly number[], words: readonly number[]): readonly number[] {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (const [round, word] of words.entries()) {
    const choice = (e & f) ^ (~e & g)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const first =
      h + (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) + choice + (ROUND_KEYS[round] ?? 0) + word
    const second = (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + majority
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
  }
  return [a, b, c, d, e, f, g, h].map((word, index) => (word + (state[index] ?? 0)) | 0)
}

function rotated(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits))
}

// The standard defines its constants as fractions of roots of the first primes: 35 bits of the 53 that a double has.
const PRIMES = /* @__PURE__ */ firstPrimes(64)
const INITIAL_STATE = /* @__PURE__ */ PRIMES.slice(0, 8).map((prime) => fractionBits(Math.sqrt(prime)))
const ROUND_KEYS = /* @__PURE__ */ PRIMES.map((prime) => fractionBits(Math.cbrt(prime)))

function firstPrimes(count: number): readonly number[] {
  const primes: number[] = []
  for (let candidate = 2; primes.length < count; candidate += 1) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate)
  }
  return primes
}

function fractionBits(root: number): number {
  return ((root % 1) * 2 ** 32) | 0
}
