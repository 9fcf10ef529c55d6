/**
 * The first step of publishing: a container, which waits 24 hours to be published; and, for text alone, both steps in one.
 *
 * Two calls and not one with a flag, because of what a repetition does: a container too many is nothing, a post too many
 * is public.
 */
import { userPath } from './ask.ts'
import type { Content, GhostContent, TextContent } from './content.ts'
import { contentForm } from './content-form.ts'
import { type Publication, readPublication } from './publish-container.ts'
import type { RawAnswer } from './raw-answer.ts'
import type { Secret } from './secret.ts'
import { tell } from './tell.ts'
import type { Transport } from './transport.ts'
import { type Shape, answerOf } from './wire-shape.ts'
import { id } from './wire-value.ts'

/** What {@link createContainer} needs. */
export interface ContainerCreationParameters {
  /** Travels in the `Authorization` header. */
  readonly token: Secret
  /** By default `me`. */
  readonly userId?: string
  readonly content: Content
}

/** A container that was created. */
export interface CreatedContainer {
  /** The container's, for {@link getContainer} and {@link publishContainer}; never the post's. */
  readonly id: string
}

const CREATED: Shape<CreatedContainer> = { id: ['id', id, 'required'] }

/**
 * Creates a container. Needs `threads_content_publish`. Images and videos are then fetched by Meta: ask
 * {@link getContainer} until it is `FINISHED`. A text may be published at once.
 *
 * @throws {TypeError} naming the part of `content`, or the parameter, that is wrong; nothing was sent
 * @throws {ThreadsApiError} when Meta refuses: a link (-1/4279047), the topic (100/4279071), a child (100/4279004), …
 * @throws {ThreadsTransportError} when no answer came; to repeat it does no harm
 * @throws {ThreadsProtocolError} when the answer is not the API's
 * @see https://developers.facebook.com/docs/threads/reference/publishing (read 2026-11)
 */
export async function createContainer(
  transport: Transport,
  parameters: ContainerCreationParameters,
): Promise<CreatedContainer> {
  return readContainerCreation(await sendContainerCreation(transport, parameters))
}

/**
 * Sends the creation of a container.
 *
 * @throws as {@link createContainer}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendContainerCreation(
  transport: Transport,
  { token, userId, content }: ContainerCreationParameters,
): Promise<RawAnswer> {
  const path = `${userPath(userId)}/threads`
  return tell(transport, { endpoint: 'create_container', path, token, form: contentForm(content) })
}

/**
 * Reads the answer of {@link sendContainerCreation}.
 *
 * @throws {ThreadsApiError} {@link ThreadsProtocolError}
 */
export function readContainerCreation(answer: RawAnswer): CreatedContainer {
  return answerOf(answer, CREATED)
}

/** What {@link publishText} needs. */
export interface TextPublicationParameters extends ContainerCreationParameters {
  readonly content: TextContent | GhostContent
}

/**
 * Creates a container of text and publishes it, in one call (`auto_publish_text`). There is no container to ask
 * whether that happened: when {@link classify} says `outcome-unknown`, look among the account's own posts.
 *
 * @throws {TypeError} naming the part of `content`, or the parameter, that is wrong; nothing was sent
 * @throws {ThreadsApiError} when Meta refuses, as for {@link createContainer} and {@link publishContainer}
 * @throws {ThreadsTransportError} when no answer came; with the outcome `unknown` the post may be out
 * @throws {ThreadsProtocolError} when the answer is not the API's; the post may be out
 * @see https://developers.facebook.com/docs/threads/posts (read 2026-11)
 */
export async function publishText(
  transport: Transport,
  parameters: TextPublicationParameters,
): Promise<Publication> {
  return readPublication(await sendTextPublication(transport, parameters))
}

/**
 * Sends a text to publish; {@link readPublication} reads the answer, whose endpoint is `publish`, for what it does.
 *
 * @throws as {@link publishText}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendTextPublication(
  transport: Transport,
  { token, userId, content }: TextPublicationParameters,
): Promise<RawAnswer> {
  const path = `${userPath(userId)}/threads`
  const form = { ...contentForm(content), auto_publish_text: 'true' }
  return tell(transport, { endpoint: 'publish', path, token, form })
}
