/** `signed_request`: how Meta tells an app about a user (threads-api.md §2.11). */
import { createHmac } from 'node:crypto'

export interface SignedPayload {
  readonly algorithm: 'HMAC-SHA256'
  /** Seconds. */
  readonly issued_at: number
  readonly user_id: string
}

/** `<signature>.<payload>`, both base64url; the signature is over the encoded payload. */
export function signRequest(payload: SignedPayload, secret: string): string {
  const encoded = Buffer.from(JSON.stringify(payload)).toString('base64url')
  return `${createHmac('sha256', secret).update(encoded).digest('base64url')}.${encoded}`
}
