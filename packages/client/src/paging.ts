/** Going through a list, page by page or item by item. Nothing is fetched before it is asked for. */
import { ThreadsProtocolError } from './errors.ts'
import type { Page } from './media-page.ts'
import type { Transport } from './transport.ts'

/** A call that answers one page: `listThreads`, or your own function round it, such as one that tries again. */
export type ListCall<P, T> = (transport: Transport, parameters: P) => Promise<Page<T>>

/**
 * The pages of a list, from the one that `parameters` name to the last. The last is the one that is empty, or that has no
 * cursor. Leaving the loop fetches nothing more.
 *
 * ```ts
 * for await (const page of pagesOf(listThreads, transport, { token, limit: 100 })) await store(page.items, page.after)
 * ```
 *
 * @throws as `list`; {@link ThreadsProtocolError} when a cursor comes a second time, since that list would have no end
 */
export async function* pagesOf<P extends { readonly after?: string }, T>(
  list: ListCall<P, T>,
  transport: Transport,
  parameters: P & { readonly before?: never },
): AsyncGenerator<Page<T>, void, undefined> {
  const seen = new Set([parameters.after])
  let page = await list(transport, parameters)
  yield page
  while (page.after && page.items.length > 0) {
    const { after } = page
    if (seen.has(after)) throw repeated(page)
    seen.add(after)
    page = await list(transport, { ...parameters, after })
    yield page
  }
}

/**
 * The items of a list, from the page that `parameters` name to the last.
 *
 * ```ts
 * for await (const post of itemsOf(listThreads, transport, { token })) console.log(post.text)
 * ```
 *
 * @throws as {@link pagesOf}
 */
export async function* itemsOf<P extends { readonly after?: string }, T>(
  list: ListCall<P, T>,
  transport: Transport,
  parameters: P & { readonly before?: never },
): AsyncGenerator<T, void, undefined> {
  for await (const { items } of pagesOf(list, transport, parameters)) yield* items
}

function repeated({ endpoint }: Page<unknown>): ThreadsProtocolError {
  return new ThreadsProtocolError({ endpoint, code: 'field', status: 200, field: 'paging.cursors.after' })
}
