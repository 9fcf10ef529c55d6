/**
 * Whether Meta can fetch media from this installation: a container of a small picture is made, and never published. Tunnels,
 * previews and whatever keeps robots away let a browser through and not Meta, so only Meta can tell.
 */
import {
  classify,
  createContainer,
  getContainer,
  type Secret,
  ThreadsApiError,
  type Transport,
} from '@everthread/client'
import { type Clock, toMillis } from '../time/clock.ts'
import { MINUTE, SECOND } from '../time/duration.ts'
import type { Vault } from '../vault/vault.ts'
import { signedPath } from './media-url.ts'
import { PROBE } from './probe.ts'

export interface ReachabilityDeps {
  readonly transport: Transport
  readonly token: Secret
  readonly clock: Pick<Clock, 'now' | 'sleep'>
  readonly vault: Pick<Vault, 'sign'>
  /** Without a slash at its end. `serve` must be running there. */
  readonly publicUrl: string
}

/** `untold`: Meta did not come to an answer about it, or refused for another reason. */
export type Reachability = 'reached' | 'unreached' | 'untold'

/** A container may take as long (threads-api.md §10.28). */
const LIFETIME_MS = 15 * MINUTE

/** A picture takes about five seconds. */
const WAITS_MS = [1, 2, 3, 5, 8, 13].map((seconds) => seconds * SECOND)

/** Rejects as the client does, when no answer of the API came. */
export async function testReachability(deps: ReachabilityDeps): Promise<Reachability> {
  const { transport, token, clock, vault, publicUrl } = deps
  const until = toMillis(clock.now() + LIFETIME_MS)
  const imageUrl = `${publicUrl}${signedPath(vault, PROBE, until)}`
  try {
    const { id } = await createContainer(transport, { token, content: { kind: 'image', imageUrl } })
    return await outcomeOf(deps, id)
  } catch (error) {
    if (!(error instanceof ThreadsApiError)) throw error
    return classify(error).reason === 'media-not-fetched' ? 'unreached' : 'untold'
  }
}

async function outcomeOf(
  { transport, token, clock }: ReachabilityDeps,
  containerId: string,
): Promise<Reachability> {
  for (const waitMs of WAITS_MS) {
    await clock.sleep(waitMs)
    const { status } = await getContainer(transport, { token, containerId })
    if (status === 'FINISHED' || status === 'PUBLISHED') return 'reached'
    // There is nothing wrong with the picture.
    if (status === 'ERROR') return 'unreached'
  }
  return 'untold'
}
