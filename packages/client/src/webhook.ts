/**
 * Webhooks: what Meta posts when somebody replies to, mentions, publishes or deletes.
 *
 * @see https://developers.facebook.com/docs/threads/webhooks (read 2026-11)
 */
import { requireSecret } from './arguments.ts'
import { ThreadsApiError, ThreadsProtocolError } from './errors.ts'
import { isSignedWith } from './hmac.ts'
import type { Media } from './media.ts'
import { MEDIA } from './media-shape.ts'
import type { Secret } from './secret.ts'
import { sha256Hex } from './sha256.ts'
import { type Place, type Shape, answerOf, object, only } from './wire-shape.ts'
import { id, isoInstant, text, unixInstant } from './wire-value.ts'

/**
 * The answer to Meta's question whether this is the place to send webhooks to.
 *
 * @param query of the GET request
 * @param verifyToken the one that was typed into the dashboard
 * @returns the text to answer with, status 200; `undefined` when somebody else asks: answer 403
 * @throws {TypeError} when `verifyToken` is not a usable secret; never because of `query`
 * @see https://developers.facebook.com/docs/graph-api/webhooks/getting-started (read 2026-11)
 */
export function verifyWebhookSubscription(
  query: { get(name: string): string | null },
  verifyToken: Secret,
): string | undefined {
  requireSecret('verifyToken', verifyToken)
  if (query.get('hub.mode') !== 'subscribe') return undefined
  const given = query.get('hub.verify_token') ?? ''
  // The digests are compared, because how long it takes to compare the texts would tell how much of a guess is right.
  return digest(given) === digest(verifyToken.reveal())
    ? (query.get('hub.challenge') ?? undefined)
    : undefined
}

function digest(value: string): string {
  return sha256Hex(new TextEncoder().encode(value))
}

/** What {@link parseWebhook} needs. */
export interface WebhookParameters {
  /** The body as it came, byte by byte: parsed and written again, it would have another signature. */
  readonly body: Uint8Array | string
  /** The header `X-Hub-Signature-256`. */
  readonly signature: string | null | undefined
  /** App secrets. Whether the Threads app's or the Meta app's signs is not documented: give both. */
  readonly secrets: readonly Secret[]
}

/** A webhook that was proven to be Meta's, or the reason why it must not be believed. */
export type Webhook =
  | (WebhookEnvelope & WebhookEvent)
  | { readonly kind: 'invalid'; readonly reason: WebhookProblem }

/** `signature`: not signed with any of the secrets, or not at all. `payload`: signed, but not of a known form. */
export type WebhookProblem = 'signature' | 'payload'

/** What every webhook says. */
export interface WebhookEnvelope {
  readonly appId?: string
  /** `moderate` or `interaction`. */
  readonly topic?: string
  /** The post, or for mentions the user who is mentioned. */
  readonly targetId?: string
  readonly subscriptionId?: string
  /** Epoch milliseconds. Meta may send the same again for a day and a half. */
  readonly sentAt?: number
}

/** What happened. */
export type WebhookEvent =
  | { readonly kind: 'replies' | 'mentions' | 'publish'; readonly post: WebhookPost }
  | { readonly kind: 'delete'; readonly deleted: DeletedPost }
  /** A field that Meta has added since. */
  | { readonly kind: 'other'; readonly field: string }

/** A post as a webhook shows it. */
export interface WebhookPost extends Media {
  readonly rootPost?: RootPost
}

/** The post at the top of a conversation. */
export interface RootPost {
  readonly id: string
  readonly ownerId?: string
  readonly username?: string
}

/** A post that is gone. */
export interface DeletedPost {
  readonly id: string
  readonly ownerId?: string
  readonly username?: string
  /** Epoch milliseconds. */
  readonly publishedAt?: number
  /** Epoch milliseconds. */
  readonly deletedAt?: number
}

const ROOT_POST: Shape<RootPost> = {
  id: ['id', id, 'required'],
  ownerId: ['owner_id', id],
  username: ['username', text],
}

const POST: Shape<WebhookPost> = { ...MEDIA, rootPost: ['root_post', object(ROOT_POST)] }

const DELETED: Shape<DeletedPost> = {
  id: ['id', id, 'required'],
  ownerId: ['owner', only('owner_id', id)],
  username: ['username', text],
  publishedAt: ['timestamp', isoInstant],
  deletedAt: ['deleted_at', isoInstant],
}

const WEBHOOK: Shape<WebhookEnvelope & { readonly event: WebhookEvent }> = {
  appId: ['app_id', id],
  topic: ['topic', text],
  targetId: ['target_id', id],
  subscriptionId: ['subscription_id', id],
  sentAt: ['time', unixInstant],
  event: ['values', eventIn, 'required'],
}

/**
 * Checks and reads a webhook.
 *
 * @throws {TypeError} (as a rejection) when `secrets` are none or not usable; never because of what came
 * @see https://developers.facebook.com/docs/threads/webhooks (read 2026-11)
 */
export async function parseWebhook({ body, signature, secrets }: WebhookParameters): Promise<Webhook> {
  if (secrets.length === 0) throw new TypeError('secrets must not be empty')
  for (const secret of secrets) requireSecret('secrets', secret)
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array(body)
  const mac = bytesOfHex(/^sha256=([\da-f]{64})$/i.exec(signature ?? '')?.[1] ?? '')
  const proofs = await Promise.all(secrets.map((secret) => isSignedWith(secret, mac, bytes)))
  return proofs.includes(true) ? webhookIn(bytes) : { kind: 'invalid', reason: 'signature' }
}

function bytesOfHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16))
}

function webhookIn(body: Uint8Array): Webhook {
  try {
    const { event, ...envelope } = answerOf(
      { endpoint: 'webhook', status: 200, contentType: 'application/json', body },
      WEBHOOK,
    )
    return { ...envelope, ...event }
  } catch (error) {
    if (error instanceof ThreadsProtocolError || error instanceof ThreadsApiError)
      return { kind: 'invalid', reason: 'payload' }
    throw error
  }
}

function eventIn(value: unknown, place: Place): WebhookEvent | undefined {
  const field = only('field', text)(value, place)
  if (field === undefined) return undefined
  switch (field) {
    case 'replies':
    case 'mentions':
    case 'publish': {
      const post = only('value', object(POST))(value, place)
      return post && { kind: field, post }
    }
    case 'delete': {
      const deleted = only('value', object(DELETED))(value, place)
      return deleted && { kind: field, deleted }
    }
    default:
      return { kind: 'other', field }
  }
}
