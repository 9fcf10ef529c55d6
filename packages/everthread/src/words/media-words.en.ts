/** What is said about a picture or a film, in English. */
import type { MediaWords } from './media-words.ts'
import { inUnits } from './media-numbers.ts'

const { megabytes, decimal, megabits, kilobits, kilohertz } = inUnits('en')

const ANOTHER_VIDEO = 'Export the video anew as MP4 with H.264 and AAC.'
const FAST_START =
  'Export it with “fast start” (“web optimized”), or run: ffmpeg -i IN.mp4 -c copy -movflags +faststart OUT.mp4'

export const mediaWordsEn: MediaWords = {
  'file-empty': () => ({ message: 'The file is empty.', remedy: 'Choose another file.' }),
  'type-unknown': () => ({
    message: 'This file is neither a picture nor a video that Threads takes.',
    remedy: 'Choose a JPEG or PNG picture, or an MP4 or MOV video.',
  }),
  'type-not-taken': ({ type }) => ({
    message: `This file is ${type}, which the Threads API does not take.`,
    remedy: 'Convert it: pictures to JPEG or PNG, videos to MP4 or MOV.',
  }),

  'image-broken': () => ({
    message: 'The picture is damaged or not complete.',
    remedy: 'Save it anew, or choose another one.',
  }),
  'image-too-big': ({ bytes, most }) => ({
    message: `The picture has ${megabytes(bytes)}; Threads takes at most ${megabytes(most)}.`,
    remedy: 'Save it smaller or as a JPEG. More than 1,440 pixels of width are of no use.',
  }),
  'image-aspect': ({ width, height }) => ({
    message: `The picture of ${width} × ${height} is too long: one side may be ten times the other.`,
    remedy: 'Crop it.',
  }),
  'image-narrow': ({ width, least }) => ({
    message: `The picture is ${width} pixels wide. Threads enlarges it to ${least}, which blurs it.`,
  }),
  'image-wide': ({ width, most }) => ({
    message: `The picture is ${width} pixels wide. Threads scales it down to ${most}.`,
  }),

  'video-broken': () => ({
    message: 'The video is damaged or not complete: its index cannot be read.',
    remedy: 'Export it anew, or choose another one.',
  }),
  'video-no-picture': () => ({
    message: 'There is no picture in this video.',
    remedy: 'Choose a video that has one.',
  }),
  'video-too-big': ({ bytes, most }) => ({
    message: `The video has ${megabytes(bytes)}; Threads takes at most ${megabytes(most)}.`,
    remedy: 'Export it with a lower bit rate, or cut it.',
  }),
  'video-codec': ({ codec }) => ({
    message: `The video is encoded as “${codec}”; Threads takes H.264 and HEVC.`,
    remedy: ANOTHER_VIDEO,
  }),
  'video-empty': () => ({ message: 'The video has no length.', remedy: ANOTHER_VIDEO }),
  'video-too-long': ({ seconds, most }) => ({
    message: `The video lasts ${decimal(seconds)} seconds; Threads takes at most ${most}.`,
    remedy: 'Cut it, or make several posts of it.',
  }),
  'video-aspect': ({ width, height }) => ({
    message: `The video of ${width} × ${height} is too wide: at most ten times its height.`,
    remedy: 'Crop it; 9:16 shows best.',
  }),
  'video-too-wide': ({ width, most }) => ({
    message: `The video is ${width} pixels wide; Threads takes at most ${most}.`,
    remedy: `Export it ${most} pixels wide.`,
  }),
  'frame-rate': ({ rate, least, most }) => ({
    message: `The video has ${decimal(rate)} frames a second; Threads takes ${least} to ${most}.`,
    remedy: 'Export it with 30 frames a second.',
  }),
  'bit-rate': ({ rate, most }) => ({
    message: `The video has ${megabits(rate)}; Threads takes at most ${megabits(most)}.`,
    remedy: 'Export it with a lower bit rate.',
  }),
  chroma: () => ({
    message: 'The colours of the video are not 4:2:0, as Threads asks for. It may be refused.',
    remedy: ANOTHER_VIDEO,
  }),
  'moov-last': () => ({
    message: 'The index of the video is at its end; Threads asks for it at the beginning. It may be refused.',
    remedy: FAST_START,
  }),
  'edit-list': () => ({
    message: 'The video has an edit list, which Threads asks to leave out. It may be refused.',
    remedy: 'Export it anew without edit lists: ffmpeg -i IN.mp4 -c copy -use_editlist 0 OUT.mp4',
  }),
  fragmented: () => ({
    message: 'The video is in fragments, as for streaming. Threads may refuse it.',
    remedy: FAST_START,
  }),
  'audio-codec': ({ codec }) => ({
    message: `The sound is encoded as “${codec}”; Threads takes AAC.`,
    remedy: ANOTHER_VIDEO,
  }),
  'audio-rate': ({ rate, most }) => ({
    message: `The sound has ${kilohertz(rate)}; Threads takes at most ${kilohertz(most)}.`,
    remedy: `Export it with ${kilohertz(most)}.`,
  }),
  'audio-channels': ({ channels }) => ({
    message: `The sound has ${channels} channels; Threads takes mono and stereo.`,
    remedy: 'Export it in stereo.',
  }),
  'audio-layout': () => ({
    message: 'The sound does not say how its channels are arranged.',
    remedy: 'Export it in stereo.',
  }),
  'audio-bit-rate': ({ rate, most }) => ({
    message: `The sound has ${kilobits(rate)}; Threads asks for at most ${kilobits(most)}. It may be refused.`,
    remedy: `Export it with ${kilobits(most)} for the sound.`,
  }),

  'link-wrong': () => ({
    message: 'This is no address that Meta can fetch from.',
    remedy: 'It must begin with https:// or http:// and hold no password.',
  }),
  'link-private': ({ host }) => ({
    message: `${host} is an address of a private network, where Meta cannot fetch anything.`,
    remedy: 'Upload the file, or put it where everybody can fetch it.',
  }),
  'link-unreachable': ({ host }) => ({
    message: `${host} does not answer. Meta may not be able to fetch the file either.`,
    remedy: 'Check the address.',
  }),
  'link-refused': ({ host, status }) => ({
    message: `${host} refused the file (${status}). Meta may not be able to fetch it either.`,
    remedy: 'Check the address; it must work without a login.',
  }),
  'link-other-kind': ({ type }) => ({
    message: `What lies there is ${type}, not what was said.`,
    remedy: 'Say whether it is a picture or a video, or give another address.',
  }),
}
