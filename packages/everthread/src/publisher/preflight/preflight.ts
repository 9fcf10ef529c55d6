/** Everything that the rules say of a post, part by part, then of the whole. Pure. */
import type { Finding } from './finding.ts'
import { ghostChainFindings, ghostFindings } from './ghost-rules.ts'
import { gifFindings } from './gif-rules.ts'
import { linkFindings } from './link-rules.ts'
import { mediaFindings } from './media-rules.ts'
import { pollFindings } from './poll-rules.ts'
import { placeFindings, postFindings } from './post-rules.ts'
import type { PartToCheck, PostToCheck, PreflightFacts } from './preflight-facts.ts'
import { settingFindings } from './setting-rules.ts'
import { textAttachmentFindings } from './text-attachment-rules.ts'
import { textFindings } from './text-rules.ts'

export function preflight(post: PostToCheck, facts: PreflightFacts): Finding[] {
  return [
    ...post.parts.flatMap((part) => partFindings(part, facts)),
    ...ghostChainFindings(post),
    ...postFindings(post, facts),
  ]
}

function partFindings(part: PartToCheck, facts: PreflightFacts): Finding[] {
  const { content, position } = part
  const findings = [
    ...textFindings(content),
    ...linkFindings(content),
    ...pollFindings(content),
    ...gifFindings(content),
    ...ghostFindings(content),
    ...textAttachmentFindings(content),
    ...mediaFindings(content, facts),
    ...settingFindings(content, facts),
    ...placeFindings(part),
  ]
  return findings.map((one) => ({ ...one, position }))
}
