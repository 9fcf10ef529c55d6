/** `everthread show`: a post with its parts and its timeline; `--report` for whoever is to mend something. */
import { listReceipts, type NumberedReceipt } from '../../store/receipts.ts'
import type { CommandContext } from '../command-context.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { postJson, receiptJson } from '../json/post-json.ts'
import { atDesk, postAt } from '../posts/post-desk.ts'
import { postReport } from '../posts/report-text.ts'
import { showPost } from '../views/post-card.ts'

export interface ShowOptions {
  readonly report?: boolean
}

export async function runShow(
  context: CommandContext,
  { report }: ShowOptions,
  [id]: readonly string[],
): Promise<ExitCode> {
  return atDesk(context, async (desk) => {
    const post = await postAt(context, desk, id)
    const receipts: NumberedReceipt[] = await listReceipts(desk.deps.db, post.id)
    if (context.json) {
      const document = {
        schema: 'everthread/show@1',
        post: postJson(post, context.config.language),
        timeline: receipts.map(receiptJson),
        ...(report && { report: postReport(context, post, receipts) }),
      }
      context.terminal.out(JSON.stringify(document))
    } else if (report) context.terminal.out(postReport(context, post, receipts))
    else showPost(context, post, receipts)
    return EXIT.done
  })
}
