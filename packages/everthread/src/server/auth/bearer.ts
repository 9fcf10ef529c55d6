/** Random texts that open something: a session, the link for the owner, an API key. Only their hash is stored. */
import { createHash } from 'node:crypto'

const BYTES = 32

/** What a log's scrubber knows them by, and the scanners of code hosts. */
export const API_KEY_PREFIX = 'evt_'

export interface Bearer {
  readonly text: string
  readonly hash: string
}

export function createBearer(randomBytes: (size: number) => Uint8Array, prefix = ''): Bearer {
  const text = `${prefix}${Buffer.from(randomBytes(BYTES)).toString('base64url')}`
  return { text, hash: hashOf(text) }
}

/** 256 random bits need no slow hash: nobody guesses them. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
