/** Whether Meta can fetch media from here. Asked only where somebody has set a public address, and Meta fetches from us. */
import { classify, type Secret } from '@everthread/client'
import type { CommandContext } from '../cli/command-context.ts'
import { CALL_LIMIT_MS } from '../cli/keeper-for.ts'
import { type Reachability, testReachability } from '../media/reachability.ts'
import { transportOf } from '../net/transport.ts'
import type { Gathered } from './gathered.ts'
import type { Vault } from '../vault/vault.ts'

export interface MediaSources {
  readonly vault?: Vault
  /** Of the data folder's only account. */
  readonly token?: Secret
}

export async function gatherMedia(
  context: CommandContext,
  sources: MediaSources,
): Promise<Pick<Gathered, 'media'>> {
  const { publicUrl: url } = context.config
  if (url === undefined || context.raw.EVERTHREAD_S3_BUCKET !== undefined) return {}
  return { media: { url, reachability: await reachabilityOf(context, { ...sources, url }) } }
}

async function reachabilityOf(
  context: CommandContext,
  { vault, token, url: publicUrl }: MediaSources & { readonly url: string },
): Promise<Reachability> {
  if (!vault || !token) return 'untold'
  const transport = transportOf(context, CALL_LIMIT_MS)
  try {
    return await testReachability({ transport, token, vault, clock: context.host, publicUrl })
  } catch (error) {
    // That Meta does not answer is another finding's business; a defect is nobody's.
    if (classify(error).reason === 'unrecognised') throw error
    return 'untold'
  }
}
