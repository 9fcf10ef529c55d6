/**
 * A media container: what is to be published, and how far Meta has come with it (threads-api.md §4.1–4.6). Its status is
 * never stored: it follows from these facts and the clock.
 */
import type { Content } from './content.ts'

/** `error_message` of a container that failed; the misspelling is Meta's. */
export const CONTAINER_FAILURES = [
  'FAILED_DOWNLOADING_VIDEO',
  'FAILED_PROCESSING_AUDIO',
  'FAILED_PROCESSING_VIDEO',
  'INVALID_ASPEC_RATIO',
  'INVALID_BIT_RATE',
  'INVALID_DURATION',
  'INVALID_FRAME_RATE',
  'INVALID_AUDIO_CHANNELS',
  'INVALID_AUDIO_CHANNEL_LAYOUT',
  'UNKNOWN',
] as const

export type ContainerFailure = (typeof CONTAINER_FAILURES)[number]

export type ContainerStatus = 'IN_PROGRESS' | 'FINISHED' | 'ERROR' | 'EXPIRED' | 'PUBLISHED'

export interface Container {
  readonly id: string
  readonly ownerId: string
  readonly appId: string
  readonly createdAt: number
  /** A child of a carousel: not to be published by itself. */
  readonly isCarouselItem: boolean
  readonly content: Content
  /** When the work on its media ends, well or not. */
  readonly processedAt: number
  /** How that work ends. */
  readonly failure: ContainerFailure | undefined
  /** The post that it became. With the switch `doublePublish: second-post` the latest. */
  publishedAs: string | undefined
}
