/**
 * Signatures of what leaves this installation and comes back: URLs of media. The key of each purpose is derived from the
 * vault's (HKDF, RFC 5869), so that what is signed for one is worth nothing for another, and tells nothing of what seals tokens.
 */
import { createHmac, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto'

const DERIVED_BYTES = 32

export type SigningPurpose = 'media-url'

/** 43 characters that can stand in a URL. */
export function signatureOf(key: KeyObject, text: string, purpose: SigningPurpose): string {
  const derived = Buffer.from(hkdfSync('sha256', key, '', `everthread signing ${purpose}`, DERIVED_BYTES))
  return createHmac('sha256', derived).update(text).digest('base64url')
}

/** In constant time. */
export function sameSignature(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
