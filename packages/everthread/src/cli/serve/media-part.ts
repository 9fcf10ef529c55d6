/** Uploads over HTTP, as the installation's media take them over. */
import type { MediaFinding } from '../../media/media-finding.ts'
import type { MediaPart, SaidMediaFinding } from '../../server/media-part.ts'
import type { InstalledMedia } from '../../service/installed-media.ts'
import type { Language } from '../../words/language.ts'
import { mediaSentences } from '../../words/media-words.ts'

export function mediaPart({ add }: Pick<InstalledMedia, 'add'>, language: Language): MediaPart {
  return {
    add: async (upload) => {
      const { findings, ...added } = await add(upload)
      return { ...added, findings: findings.map((finding) => said(finding, language)) }
    },
  }
}

function said(finding: MediaFinding, language: Language): SaidMediaFinding {
  const { message, remedy } = mediaSentences(finding, language)
  return { rule: finding.id, message, ...(remedy !== undefined && { remedy }) }
}
