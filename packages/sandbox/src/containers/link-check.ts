/** A link attachment that Meta cannot read is refused (threads-api.md §10.20); here only by the switch `linkAttachments`. */
import { MetaRefusal } from '../errors/meta-refusal.ts'
import { startTimer } from '../time/host.ts'
import type { World } from '../world.ts'

/** Real time. */
const PATIENCE_MS = 5000

/** @throws MetaRefusal -1/4279047 where the link does not answer with 2xx, or sends elsewhere. */
export async function requireReadableLink(world: World, link: string | undefined): Promise<void> {
  if (link === undefined || world.switches.linkAttachments === 'trust') return
  if (!(await isReadable(world, link))) throw new MetaRefusal('link_attachment_invalid')
}

async function isReadable(world: World, link: string): Promise<boolean> {
  const controller = new AbortController()
  const stop = startTimer(PATIENCE_MS, () => controller.abort())
  try {
    const answer = await world.fetch(link, { redirect: 'manual', signal: controller.signal })
    await answer.body?.cancel()
    return answer.ok
  } catch {
    // Whatever went wrong, Meta only says that the link is invalid.
    return false
  } finally {
    stop()
  }
}
