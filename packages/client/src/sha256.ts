/**
 * SHA-256 (FIPS 180-4), synchronous. WebCrypto's digest answers with a promise, and a fingerprint is needed where
 * nothing may be awaited. Not for anything that must be fast or hide its timing, nor above 512 MiB.
 */

/** The digest of `message`, as 64 lower-case hexadecimal digits. */
export function sha256Hex(message: Uint8Array): string {
  const words = padded(message)
  let state: readonly number[] = PRIMES.map((root) => fractionBits(Math.sqrt(root))).slice(0, 8)
  for (let start = 0; start < words.length; start += 16)
    state = compressed(state, words.slice(start, start + 16))
  return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

/** The message, a one bit and its length in bits: blocks of 16 words. What is not there is 0. */
function padded(message: Uint8Array): readonly number[] {
  const words: number[] = []
  ;[...message, 0x80].forEach((byte, at) => (words[at >> 2]! |= byte << (24 - (at % 4) * 8)))
  words[(((message.length + 72) >> 6) << 4) - 1] = message.length * 8
  return words
}

function compressed(start: readonly number[], words: number[]): readonly number[] {
  let state = start
  for (const [round, prime] of PRIMES.entries()) {
    const back = (distance: number): number => words[round - distance] ?? 0
    const early = mixed(back(15), [7, 18]) ^ (back(15) >>> 3)
    const late = mixed(back(2), [17, 19]) ^ (back(2) >>> 10)
    if (round > 15) words[round] = (back(16) + early + back(7) + late) | 0
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
    const first = h + mixed(e, [6, 11, 25]) + ((e & f) ^ (~e & g)) + fractionBits(Math.cbrt(prime)) + back(0)
    const second = mixed(a, [2, 13, 22]) + ((a & b) ^ (a & c) ^ (b & c))
    state = [(first + second) | 0, a, b, c, (d + first) | 0, e, f, g]
  }
  return state.map((word, index) => (word + (start[index] ?? 0)) | 0)
}

/** The word rotated to the right by each of `distances`, and all of these added without carry. */
function mixed(word: number, distances: readonly number[]): number {
  return distances.reduce((sum, bits) => sum ^ ((word >>> bits) | (word << (32 - bits))), 0)
}

// The standard defines its constants as fractions of roots of the first 64 primes: 35 bits of the 53 that a double has.
const PRIMES: readonly number[] = Array.from({ length: 310 }, (_, index) => index + 2).filter(
  (candidate, index, all) => all.slice(0, index).every((divisor) => candidate % divisor !== 0),
)

function fractionBits(root: number): number {
  return ((root % 1) * 2 ** 32) | 0
}
