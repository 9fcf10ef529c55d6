/**
 * `signed_request`: what Meta posts to the deauthorize and data-deletion callbacks, signed with the app secret.
 *
 * @see https://developers.facebook.com/docs/development/create-an-app/app-dashboard/data-deletion-callback (read 2026-11)
 */
import { requireSecret } from './arguments.ts'
import { isSignedWith } from './hmac.ts'
import { isJsonObject, parseLosslessJson } from './json.ts'
import { present } from './present.ts'
import type { Secret } from './secret.ts'
import { id } from './wire-value.ts'

const LONGEST_REQUEST = 64 * 1024

/** A request whose signature was proven, or the reason why it must not be believed. */
export type SignedRequest =
  | {
      readonly kind: 'valid'
      /** Decimal digits, exact. */
      readonly userId: string
      /** Epoch milliseconds. Meta sends no nonce: whether it is too old is yours to decide. */
      readonly issuedAt?: number
      /** Epoch milliseconds. */
      readonly expiresAt?: number
    }
  | { readonly kind: 'invalid'; readonly reason: SignedRequestProblem }

/** `malformed`: not of this form. `signature`: not signed with this secret. The other two are signed, but useless. */
export type SignedRequestProblem = 'malformed' | 'signature' | 'algorithm' | 'payload'

/**
 * Checks and reads a `signed_request`. The signature is compared by WebCrypto, in constant time. Which secret signs
 * (the Threads app's or the Meta app's) is not documented: try the other one when this one answers `signature`.
 *
 * @param signedRequest the form field, `<signature>.<payload>`, both base64url
 * @param appSecret the secret of the app
 * @throws {TypeError} (as a rejection) when `appSecret` is not a usable secret; never because of `signedRequest`
 */
export async function parseSignedRequest(signedRequest: string, appSecret: Secret): Promise<SignedRequest> {
  requireSecret('appSecret', appSecret)
  if (signedRequest.length > LONGEST_REQUEST) return { kind: 'invalid', reason: 'malformed' }
  const parts = /^([\w-]+)=*\.([\w-]+)=*$/.exec(signedRequest)
  const signature = bytesOfBase64Url(parts?.[1])
  const payload = bytesOfBase64Url(parts?.[2])
  if (signature === undefined || payload === undefined) return { kind: 'invalid', reason: 'malformed' }
  const signed = signedRequest.slice(signedRequest.indexOf('.') + 1)
  if (!(await isSignedWith(appSecret, signature, new TextEncoder().encode(signed))))
    return { kind: 'invalid', reason: 'signature' }
  return readPayload(payload)
}

function readPayload(payload: Uint8Array): SignedRequest {
  const content = parsedPayload(payload)
  if (!isJsonObject(content)) return { kind: 'invalid', reason: 'payload' }
  if (content['algorithm'] !== 'HMAC-SHA256') return { kind: 'invalid', reason: 'algorithm' }
  const userId = id(content['user_id'])
  if (userId === undefined) return { kind: 'invalid', reason: 'payload' }
  return present({
    kind: 'valid' as const,
    userId,
    issuedAt: millis(content['issued_at']),
    expiresAt: millis(content['expires']),
  })
}

/** 0 is Meta's way to say that there is none. */
function millis(seconds: unknown): number | undefined {
  return typeof seconds === 'number' && Number.isSafeInteger(seconds * 1000) && seconds > 0
    ? seconds * 1000
    : undefined
}

function parsedPayload(payload: Uint8Array): unknown {
  try {
    return parseLosslessJson(new TextDecoder('utf-8', { fatal: true }).decode(payload))
  } catch {
    return undefined // Becomes the reason `payload`; the parser's message would quote it.
  }
}

function bytesOfBase64Url(text: string | undefined): Uint8Array<ArrayBuffer> | undefined {
  if (text === undefined || text.length % 4 === 1) return undefined
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0))
}
