/** One request to an app: a callback, a webhook, its verification. It never throws: what went wrong is an outcome. */
import type { World } from '../world.ts'

export type AppAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }
  | { readonly kind: 'failed'; readonly reason: string }

/** An app that says nothing for so long (real time) is given up. */
const PATIENCE_MS = 5000
const LONGEST_BODY = 4096

export async function callApp(world: World, url: string, init: RequestInit): Promise<AppAnswer> {
  try {
    const answer = await world.fetch(url, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    return { kind: 'answered', status: answer.status, body: (await answer.text()).slice(0, LONGEST_BODY) }
  } catch (error) {
    return { kind: 'failed', reason: reasonOf(error) }
  }
}

/** fetch says "fetch failed" and hides why in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}
