/** What is to be known of a queue besides what is in it: that nobody is there to publish, or that it stands still. */
import { listLiveServices } from '../../store/heartbeats.ts'
import { getQueue } from '../../store/queues.ts'
import type { CommandContext } from '../command-context.ts'
import { postWords } from '../words/post-words.ts'
import type { PostDesk } from './post-desk.ts'

export async function queueNotes(
  { config }: CommandContext,
  { installation: { store } }: PostDesk,
  accountId: string,
): Promise<string[]> {
  const words = postWords(config.language)
  const services = await listLiveServices(store.db, store.ticks())
  const { pause } = await getQueue(store.db, accountId)
  return [...(services.length === 0 ? [words.needsService] : []), ...(pause ? [words.heldByPause] : [])]
}
