/** A post as HTML for other people's pages. */
import { requireSecret, requireWhole } from './arguments.ts'
import { present } from './present.ts'
import type { RawAnswer } from './raw-answer.ts'
import type { Secret } from './secret.ts'
import { send } from './send.ts'
import { type Transport, parsedUrl } from './transport.ts'
import { type Shape, answerOf } from './wire-shape.ts'
import { count, text } from './wire-value.ts'

const NARROWEST = 320
const WIDEST = 658

/** What {@link getOEmbed} needs. */
export interface OEmbedParameters {
  /** A post's `permalink`. */
  readonly url: string
  /** Pixels, 320 to 658. */
  readonly maxWidth?: number
  /** An app's token. Not needed since March 2026. Travels in the `Authorization` header. */
  readonly token?: Secret
}

/** How to embed a post. */
export interface OEmbed {
  /** From Meta; it brings a script of Meta's. */
  readonly html: string
  /** `1.0`. */
  readonly version?: string
  /** `rich`. */
  readonly type?: string
  readonly providerName?: string
  readonly providerUrl?: string
  /** Pixels. */
  readonly width?: number
}

const OEMBED: Shape<OEmbed> = {
  html: ['html', text, 'required'],
  version: ['version', text],
  type: ['type', text],
  providerName: ['provider_name', text],
  providerUrl: ['provider_url', text],
  width: ['width', count],
}

/**
 * Gets the HTML that shows a public post. Not for posts that are private, for some ages or for some countries.
 *
 * @throws {TypeError} when a parameter is wrong; nothing was sent
 * @throws {ThreadsApiError} when Meta refuses
 * @throws {ThreadsTransportError} when no answer came
 * @throws {ThreadsProtocolError} when the answer is not the API's
 * @see https://developers.facebook.com/docs/threads/tools-and-resources/embed-a-threads-post (read 2026-11)
 */
export async function getOEmbed(transport: Transport, parameters: OEmbedParameters): Promise<OEmbed> {
  return readOEmbed(await sendOEmbed(transport, parameters))
}

/**
 * Sends the question how to embed a post.
 *
 * @throws as {@link getOEmbed}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendOEmbed(
  transport: Transport,
  { url, maxWidth, token }: OEmbedParameters,
): Promise<RawAnswer> {
  if (parsedUrl(url)?.protocol !== 'https:') throw new TypeError('url must be an absolute https: URL')
  requireWhole('maxWidth', maxWidth, [NARROWEST, WIDEST])
  if (token !== undefined) requireSecret('token', token)
  const query = present({ url, maxwidth: maxWidth?.toString() })
  return send(transport, { endpoint: 'oembed', path: '/v1.0/oembed', query, ...present({ bearer: token }) })
}

/**
 * Reads the answer of {@link sendOEmbed}.
 *
 * @throws {ThreadsApiError} {@link ThreadsProtocolError}
 */
export function readOEmbed(answer: RawAnswer): OEmbed {
  return answerOf(answer, OEMBED)
}
