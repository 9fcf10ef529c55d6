/** The check of what Meta needs to fetch media from here. Pure. */
import { type Finding, found } from './finding.ts'
import type { Gathered } from './gathered.ts'

export function checkMedia({ media }: Pick<Gathered, 'media'>): Finding[] {
  return media ? [found(`media-${media.reachability}`, { url: media.url })] : []
}
