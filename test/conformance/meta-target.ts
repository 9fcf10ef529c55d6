/**
 * Meta's own API, with an account of yours. Safe unless it is told otherwise: it reads, and creates containers that it never
 * publishes.
 *
 * | variable                                                       |                                                     |
 * | -------------------------------------------------------------- | --------------------------------------------------- |
 * | `THREADS_CONFORMANCE_TOKEN`                                    | a long-lived token; without it Meta is not asked    |
 * | `THREADS_CONFORMANCE_APP_ID`, `THREADS_CONFORMANCE_APP_SECRET` | for the calls and questions about apps              |
 * | `THREADS_CONFORMANCE_IMAGE_URL`                                | a public JPEG or PNG, for containers of pictures    |
 * | `THREADS_CONFORMANCE_PUBLISH=1`                                | publishes posts that say so, and deletes them       |
 * | `THREADS_CONFORMANCE_RENEW_INTO=FILE`                          | renews the token, and writes the new ones into FILE |
 * | `THREADS_CONFORMANCE_BASE_URL`                                 | to try the suite itself                             |
 *
 * Renew with `questions.test.ts` alone: should the old token die of it, whatever else runs has none.
 */
import { appendFileSync } from 'node:fs'
import {
  API_BASE_URL,
  deleteMedia,
  listThreads,
  searchLocations,
  Secret,
  ThreadsApiError,
} from '@everthread/client'
import type { Effect, Known, Target } from './target.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The text of posts that the suite makes, for whoever sees one before it is deleted. */
export const MARK = 'Everthread conformance test, will be deleted'

export async function openMeta(environment: Environment): Promise<Target> {
  const transport = { fetch, baseUrl: environment['THREADS_CONFORMANCE_BASE_URL'] ?? API_BASE_URL }
  const token = new Secret(environment['THREADS_CONFORMANCE_TOKEN'] ?? '')
  const keep = keeperIn(environment['THREADS_CONFORMANCE_RENEW_INTO'])
  const posts: string[] = []
  let latest = token
  const allowed = new Set<Effect>()
  if (environment['THREADS_CONFORMANCE_PUBLISH'] === '1') allowed.add('publish')
  if (keep !== undefined) allowed.add('renew')
  return {
    name: 'meta',
    transport,
    token,
    app: appOf(environment),
    allowed,
    known: await knownOf({ transport, token }, environment),
    published: (mediaId) => {
      posts.push(mediaId)
    },
    keep: (renewed) => {
      keep?.(renewed)
      latest = renewed
    },
    wait: (ms) =>
      new Promise((resolve) => {
        setTimeout(resolve, ms)
      }),
    [Symbol.asyncDispose]: async () => {
      for (const mediaId of posts) await deleted({ transport, token: latest }, mediaId)
    },
  }
}

/** Proves that the file can be written before there is anything to lose. */
function keeperIn(file: string | undefined): Target['keep'] | undefined {
  if (!file) return undefined
  const append = (line: string) => appendFileSync(file, line, { mode: 0o600 })
  append('')
  return (renewed) => append(`${renewed.reveal()}\n`)
}

function appOf(environment: Environment): Target['app'] {
  const { THREADS_CONFORMANCE_APP_ID: clientId, THREADS_CONFORMANCE_APP_SECRET: secret } = environment
  return clientId && secret ? { clientId, clientSecret: new Secret(secret) } : undefined
}

type Access = Pick<Target, 'transport' | 'token'>

async function knownOf({ transport, token }: Access, environment: Environment): Promise<Known> {
  const [post] = (await listThreads(transport, { token, limit: 1 })).items
  const places = await searchLocations(transport, { token, query: 'Menlo Park' }).catch(() => [])
  return {
    mediaId: post?.id,
    permalink: post?.permalink,
    locationId: places[0]?.id,
    publicUsername: 'threads', // May be looked up without approval.
    imageUrl: environment['THREADS_CONFORMANCE_IMAGE_URL'],
  }
}

async function deleted({ transport, token }: Access, mediaId: string): Promise<void> {
  try {
    await deleteMedia(transport, { token, mediaId })
  } catch (error) {
    if (!(error instanceof ThreadsApiError)) throw error
    process.stderr.write(`not deleted: ${mediaId} (${error.message})\n`) // Gone already, or a repost.
  }
}
