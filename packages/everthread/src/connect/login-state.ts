/** The `state` of a login: it proves that the answer belongs to the login that was begun here, and to nobody else's. */
import { createHash, timingSafeEqual } from 'node:crypto'

const STATE_BYTES = 16

/** 128 random bits, as 22 characters that need no escaping in a URL. */
export function createLoginState(randomBytes: (size: number) => Uint8Array): string {
  return Buffer.from(randomBytes(STATE_BYTES)).toString('base64url')
}

/** In a time that does not depend on how much of it is right, nor on its length. */
export function isSameState(expected: string, received: string): boolean {
  return timingSafeEqual(digest(expected), digest(received))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
