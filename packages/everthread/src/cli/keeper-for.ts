/** The keeper's calls, as a command makes them. */
import { createKeeperApi } from '../keeper/threads-api.ts'
import type { KeeperApi } from '../keeper/api.ts'
import { transportOf } from '../net/transport.ts'
import type { CommandContext } from './command-context.ts'

/** Shorter than the lease of a claim, so that a caller which holds one never outlives it (DESIGN §4). */
export const CALL_LIMIT_MS = 8_000

export function keeperApi(context: CommandContext): KeeperApi {
  return createKeeperApi({ transport: transportOf(context, CALL_LIMIT_MS), clock: context.clock })
}
