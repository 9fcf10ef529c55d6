/**
 * Looks at media that lie on somebody else's server, before a container is spent on them: whether they can be fetched, and what
 * they are as far as their beginning tells. Meta's own fetch has the last word: what fails for us alone is a warning.
 */
import {
  type GuardCode,
  type GuardedAnswer,
  type GuardedFetch,
  GuardedFetchError,
} from '../net/guarded-fetch.ts'
import { boxesIn } from './boxes.ts'
import { sourceOf } from './byte-source.ts'
import { fileTypeOf } from './file-type.ts'
import { readFilm } from './film.ts'
import { inspect, typeFinding } from './inspect.ts'
import { type MediaFinding, mediaFinding } from './media-finding.ts'
import { filmFindings, MOST_BYTES, sizeFindings } from './media-rules.ts'

export interface LinkedMedia {
  readonly as: 'image' | 'video'
  readonly url: string
}

/** A picture must be read whole to be judged; of a film the beginning is, where a good one has its index. */
const READ_BYTES = { image: MOST_BYTES.image + 1, video: 4 * 1024 ** 2 } as const

export async function checkLinked(
  fetch: GuardedFetch,
  { as, url }: LinkedMedia,
  signal?: AbortSignal,
): Promise<readonly MediaFinding[]> {
  try {
    const answer = await fetch(url, {
      method: 'GET',
      mostBytes: READ_BYTES[as],
      whenLarger: 'cut',
      ...(signal && { signal }),
    })
    if (answer.status === 200) return await judge(as, answer)
    return [mediaFinding('link-refused', { host: new URL(url).host, status: answer.status })]
  } catch (error) {
    if (!(error instanceof GuardedFetchError)) throw error
    return [unreached(error.code, error.host)]
  }
}

function unreached(code: GuardCode, host: string): MediaFinding {
  switch (code) {
    case 'not-a-url':
      return mediaFinding('link-wrong', {})
    case 'not-public':
      return mediaFinding('link-private', { host })
    case 'name-unknown':
    case 'too-many-redirects':
    case 'too-large':
    case 'timeout':
    case 'no-answer':
      return mediaFinding('link-unreachable', { host })
    default:
      return code satisfies never
  }
}

async function judge(
  as: LinkedMedia['as'],
  { headers, body }: GuardedAnswer,
): Promise<readonly MediaFinding[]> {
  const type = fileTypeOf(body)
  if (type.kind === 'foreign' || type.kind === 'unknown') return [typeFinding(type)]
  if (type.kind !== as) return [mediaFinding('link-other-kind', { type: type.type })]
  const size = Math.max(body.length, Number(headers['content-length'] ?? 0) || 0)
  if (size === body.length) return (await inspect(sourceOf(body))).findings
  return [...sizeFindings(as, size), ...filmFindingsOf(body, size)]
}

/** Of the index, if all of it is here; else nobody knows. */
function filmFindingsOf(beginning: Buffer, size: number): MediaFinding[] {
  const boxes = [...boxesIn(beginning)]
  const moov = boxes.find(({ type }) => type === 'moov')
  return moov ? filmFindings(readFilm({ boxes, moov, body: moov.body }, size)) : []
}
