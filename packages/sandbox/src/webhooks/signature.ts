/** `X-Hub-Signature-256`: a receiver computes it over the bytes that came, never over JSON that it has parsed and rewritten. */
import { createHmac } from 'node:crypto'

export function signatureOf(body: string, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
}
