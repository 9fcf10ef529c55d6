/** What Meta signs, it signs with the app secret: HMAC-SHA256. */
import type { Secret } from './secret.ts'

/** Whether `secret` signed it. Compared by WebCrypto, in constant time. */
export async function isSignedWith(
  secret: Secret,
  signature: Uint8Array<ArrayBuffer>,
  signed: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const bytes = new TextEncoder().encode(secret.reveal())
  const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['verify'])
  return crypto.subtle.verify('HMAC', key, signature, signed)
}
