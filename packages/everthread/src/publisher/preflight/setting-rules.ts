/** Who sees a part, where it belongs, and what the account may use of it. Pure. */
import type { PartContent } from '../content.ts'
import { type Finding, when } from './finding.ts'
import type { PreflightFacts } from './preflight-facts.ts'

/** threads-api.md §4.2; tab and line end by the intents page (§9). */
const TOPIC_TAG = /^[^.&\t\n\r]{1,50}$/u
const ID = /^\d{1,40}$/
const COUNTRY_CODE = /^[A-Z]{2}$/
/** The client's: more countries than there are. */
const COUNTRIES = { least: 1, most: 300 } as const

export function settingFindings(content: PartContent, facts: PreflightFacts): Finding[] {
  const { topicTag, quotePostId, replyToId, locationId } = content
  return [
    ...when(topicTag !== undefined && !TOPIC_TAG.test(topicTag), 'topic-tag', {}),
    ...when(quotePostId !== undefined && !ID.test(quotePostId), 'quote-id', {}),
    ...when(replyToId !== undefined && !ID.test(replyToId), 'reply-id', {}),
    ...when(locationId !== undefined && !ID.test(locationId), 'location-id', {}),
    ...countryFindings(content, facts),
    ...scopeFindings(content, facts),
  ]
}

function countryFindings(
  { allowlistedCountryCodes: codes }: PartContent,
  { isEligibleForGeoGating }: PreflightFacts,
): Finding[] {
  if (!codes) return []
  const count = codes.length
  const isSizeWrong = count < COUNTRIES.least || count > COUNTRIES.most
  return [
    ...when(isSizeWrong, 'list-size', { field: 'allowlistedCountryCodes', count, ...COUNTRIES }),
    ...codes.flatMap((code) => when(!COUNTRY_CODE.test(code), 'country-code', { code })),
    ...when(isEligibleForGeoGating === false, 'geo-gating-not-eligible', {}),
  ]
}

function scopeFindings(content: PartContent, { scopes }: PreflightFacts): Finding[] {
  const lacks = (scope: string): boolean => scopes !== undefined && !scopes.includes(scope)
  const isShared = content.crossreshareToIg === true || content.crossreshareToIgDarkMode === true
  return [
    ...when(content.locationId !== undefined && lacks('threads_location_tagging'), 'location-scope', {}),
    ...when(isShared && lacks('threads_share_to_instagram'), 'cross-share-scope', {}),
  ]
}
