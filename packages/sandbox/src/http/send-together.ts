/**
 * Answers that are ready in the same turn of the event loop go out together. To write is to wake a client that waits, which
 * costs as much as many an answer; one that is still busy with the answer before need not be woken. Of a crowd of callers
 * the first do not wait for all the others.
 */
import type { ServerResponse } from 'node:http'
import { atEndOfTurn } from '../time/host.ts'

/** Ends the response with this body, by the end of the turn. */
export type EndResponse = (response: ServerResponse, body: string | Uint8Array) => void

export const MOST_TOGETHER = 16

export function createTogether(): EndResponse {
  let ready: (() => void)[] = []
  const endAll = (): void => {
    const ending = ready
    ready = []
    for (const end of ending) end()
  }
  return (response, body) => {
    // Its caller may have left meanwhile.
    const count = ready.push(() => void (response.destroyed || response.end(body)))
    if (count === MOST_TOGETHER) endAll()
    else if (count === 1) atEndOfTurn(endAll)
  }
}
