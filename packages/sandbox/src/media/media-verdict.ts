/** Whether Meta would take a picture or a film (threads-api.md §4.10), and if not how its container fails. Pure. */
import type { ContainerFailure } from '../entities/container.ts'
import type { Film } from './film.ts'
import type { AudioTrack, VideoTrack } from './film-track.ts'
import type { Picture } from './picture.ts'

export const LARGEST_PICTURE_BYTES = 8 * 1024 * 1024
export const LARGEST_FILM_BYTES = 1024 ** 3

const WIDEST_RATIO = 10
const NARROWEST_FILM_RATIO = 0.01
const WIDEST_FILM = 1920
const LONGEST_FILM_SECONDS = 300
const FRAME_RATES = { least: 23, most: 60 } as const
const MOST_BIT_RATE = 100_000_000
const MOST_SAMPLE_RATE = 48_000

/** 128 kbit/s is what the encoder aims at; the average of what comes out strays. */
const MOST_AUDIO_BIT_RATE = 1.1 * 128_000

const VIDEO_CODECS: readonly string[] = ['avc1', 'avc3', 'hvc1', 'hev1']

/** A width that is too small or too large is scaled. None of the documented failures is about pictures, except one. */
export function pictureFailure(picture: Picture | undefined, size: number): ContainerFailure | undefined {
  if (!picture || size > LARGEST_PICTURE_BYTES) return 'UNKNOWN'
  const { width, height } = picture
  return Math.max(width, height) > WIDEST_RATIO * Math.min(width, height) ? 'INVALID_ASPEC_RATIO' : undefined
}

/** `layout`: whether edit lists and an index at the end are refused (switch `videoLayout`). */
export function filmFailure(
  film: Film | undefined,
  layout: 'strict' | 'lenient',
): ContainerFailure | undefined {
  if (!film?.video || !VIDEO_CODECS.includes(film.video.codec)) return 'FAILED_PROCESSING_VIDEO'
  if (layout === 'strict' && !isWellLaidOut(film)) return 'FAILED_PROCESSING_VIDEO'
  if (film.seconds <= 0 || film.seconds > LONGEST_FILM_SECONDS) return 'INVALID_DURATION'
  if (film.bitRate > MOST_BIT_RATE) return 'INVALID_BIT_RATE'
  return videoFailure(film.video) ?? (film.audio && audioFailure(film.audio))
}

function isWellLaidOut({ isIndexFirst, video, audio }: Film): boolean {
  return isIndexFirst && video?.isEdited !== true && audio?.isEdited !== true
}

function videoFailure({ width, height, frameRate }: VideoTrack): ContainerFailure | undefined {
  const ratio = width / height
  if (!(ratio >= NARROWEST_FILM_RATIO && ratio <= WIDEST_RATIO)) return 'INVALID_ASPEC_RATIO'
  if (width > WIDEST_FILM) return 'FAILED_PROCESSING_VIDEO'
  // A hair of tolerance: 23.976 is a film's rate, and durations are rounded.
  const rate = Math.round(frameRate)
  return rate < FRAME_RATES.least || rate > FRAME_RATES.most ? 'INVALID_FRAME_RATE' : undefined
}

function audioFailure(audio: AudioTrack): ContainerFailure | undefined {
  if (audio.codec !== 'aac' || audio.sampleRate > MOST_SAMPLE_RATE) return 'FAILED_PROCESSING_AUDIO'
  if (audio.channels < 1 || audio.channels > 2) return 'INVALID_AUDIO_CHANNELS'
  if (!audio.hasLayout) return 'INVALID_AUDIO_CHANNEL_LAYOUT'
  return audio.bitRate > MOST_AUDIO_BIT_RATE ? 'INVALID_BIT_RATE' : undefined
}
