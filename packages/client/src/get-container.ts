/** How far a container is. */
import { requireId } from './arguments.ts'
import { ask } from './ask.ts'
import type { OpenText } from './media.ts'
import type { RawAnswer } from './raw-answer.ts'
import type { Secret } from './secret.ts'
import type { Transport } from './transport.ts'
import { type Shape, answerOf, fieldsOf } from './wire-shape.ts'
import { id, text } from './wire-value.ts'

/** What {@link getContainer} needs. */
export interface ContainerParameters {
  /** Travels in the `Authorization` header. */
  readonly token: Secret
  /** The container's: a post has no status, and asking for it is an error (100). */
  readonly containerId: string
}

/** A container and where it stands. */
export type Container = { readonly id: string } & (
  | {
      /** `FINISHED`: may be published. `EXPIRED`: 24 hours have passed. */
      readonly status: Exclude<ContainerStatus, 'ERROR'>
    }
  | {
      readonly status: 'ERROR'
      /** `FAILED_…` may go away with a new container, `INVALID_…` is in the file. */
      readonly errorMessage?: ContainerErrorMessage
    }
)

const STATUSES = ['IN_PROGRESS', 'FINISHED', 'PUBLISHED', 'ERROR', 'EXPIRED'] as const
/** Where a container stands. */
export type ContainerStatus = (typeof STATUSES)[number]

/** Why a container failed. (`ASPEC` is Meta's spelling.) */
export type ContainerErrorMessage = OpenText<
  | 'FAILED_DOWNLOADING_VIDEO'
  | 'FAILED_PROCESSING_AUDIO'
  | 'FAILED_PROCESSING_VIDEO'
  | 'INVALID_ASPEC_RATIO'
  | 'INVALID_AUDIO_CHANNELS'
  | 'INVALID_AUDIO_CHANNEL_LAYOUT'
  | 'INVALID_BIT_RATE'
  | 'INVALID_DURATION'
  | 'INVALID_FRAME_RATE'
  | 'UNKNOWN'
>

interface ContainerFields {
  readonly id: string
  readonly status: ContainerStatus
  readonly errorMessage?: string
}

const CONTAINER: Shape<ContainerFields> = {
  id: ['id', id, 'required'],
  status: ['status', (value) => STATUSES.find((status) => status === value), 'required'],
  errorMessage: ['error_message', text],
}

/**
 * Gets the state of a container. Meta advises to ask once a minute for at most five minutes; images take about 5
 * seconds, videos 25 to 90.
 *
 * @throws {TypeError} when a parameter is wrong; nothing was sent
 * @throws {ThreadsApiError} when Meta refuses: not there yet (24/4279009), no such container (100/33), a post (100)
 * @throws {ThreadsTransportError} when no answer came
 * @throws {ThreadsProtocolError} when the answer is not the API's
 * @see https://developers.facebook.com/docs/threads/troubleshooting (read 2026-11)
 */
export async function getContainer(
  transport: Transport,
  parameters: ContainerParameters,
): Promise<Container> {
  return readContainer(await sendContainer(transport, parameters))
}

/**
 * Sends the question about a container.
 *
 * @throws as {@link getContainer}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendContainer(
  transport: Transport,
  { token, containerId }: ContainerParameters,
): Promise<RawAnswer> {
  const path = requireId('containerId', containerId)
  return ask(transport, { endpoint: 'container', path, token, query: { fields: fieldsOf(CONTAINER) } })
}

/**
 * Reads the answer of {@link sendContainer}.
 *
 * @throws {ThreadsApiError} {@link ThreadsProtocolError}
 */
export function readContainer(answer: RawAnswer): Container {
  return answerOf(answer, CONTAINER)
}
