/**
 * Posts a picture with the beginning of a text below it, and the rest of the text as a chain of replies.
 *
 *     THREADS_ACCESS_TOKEN=… node post-a-chain.ts https://example.com/picture.jpg < story.txt
 *
 * The picture must be on a public server: Meta fetches it. Node 24 or later runs the file as it is.
 */
import { text as textOf } from 'node:stream/consumers'
import {
  classify,
  createContainer,
  getContainer,
  publishContainer,
  Secret,
  splitText,
  ThreadsApiError,
} from '@everthread/client'
import type { Content, Transport } from '@everthread/client'

export interface Chain {
  readonly transport: Transport
  readonly token: Secret
  readonly imageUrl: string
  readonly text: string
  readonly sleep: (ms: number) => Promise<unknown>
}

/** Resolves with the ids of the posts, in their order. */
export async function postChain(chain: Chain): Promise<readonly string[]> {
  const split = splitText(chain.text.trim())
  if (split.kind === 'unsplittable') throw new Error(`This is too long for a post: ${split.piece}`)
  const ids: string[] = []
  for (const [index, { text }] of split.parts.entries()) {
    const parent = ids.at(-1)
    ids.push(
      await post(chain, {
        ...(index === 0 ? { kind: 'image', imageUrl: chain.imageUrl } : { kind: 'text' }),
        text,
        ...(parent !== undefined && { replyToId: parent }),
      }),
    )
  }
  return ids
}

async function post(chain: Chain, content: Content): Promise<string> {
  const { transport, token } = chain
  const container = await patiently(chain, () => createContainer(transport, { token, content }))
  await untilFinished(chain, container.id)
  const published = await patiently(chain, () =>
    publishContainer(transport, { token, creationId: container.id }),
  )
  return published.id
}

/** A picture takes Meta some seconds, a video up to a few minutes. */
async function untilFinished({ transport, token, sleep }: Chain, containerId: string): Promise<void> {
  for (const seconds of [1, 2, 3, 5, 8, 13, 21, 34, 55]) {
    const container = await getContainer(transport, { token, containerId })
    if (container.status === 'FINISHED') return
    if (container.status !== 'IN_PROGRESS')
      throw new Error(
        `Meta cannot make a post of it: ${container.status === 'ERROR' ? container.errorMessage : container.status}`,
      )
    await sleep(seconds * 1000)
  }
  throw new Error('Meta has not finished in two minutes')
}

/**
 * What was published or created a moment ago is not known everywhere at once: Meta says that it does not exist. On that
 * one answer it is safe to try again; after a call that got no answer it is not, because the post may be out.
 */
async function patiently<T>({ sleep }: Chain, call: () => Promise<T>): Promise<T> {
  for (const seconds of [2, 4, 8, 16]) {
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof ThreadsApiError) || classify(error).reason !== 'media-not-found') throw error
      await sleep(seconds * 1000)
    }
  }
  return call()
}

if (import.meta.main) {
  const [imageUrl = ''] = process.argv.slice(2)
  const { THREADS_ACCESS_TOKEN = '', THREADS_API_BASE_URL: baseUrl } = process.env
  const ids = await postChain({
    transport: { fetch, ...(baseUrl !== undefined && { baseUrl }) },
    token: new Secret(THREADS_ACCESS_TOKEN),
    imageUrl,
    text: await textOf(process.stdin),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  })
  console.log(ids.join('\n'))
}
