/** What app review has granted (threads-api.md §3.3, §10.34): with standard access some calls find less, or nothing at all. */
import { MetaRefusal } from '../errors/meta-refusal.ts'
import type { Call } from '../http/call.ts'

/** With standard access, by the switch `standardAccessSearch`. @throws MetaRefusal 10/4279067 */
export function refuseStandardAccess({ world: { switches } }: Call): void {
  if (switches.accessTier === 'standard' && switches.standardAccessSearch === 'refuse') {
    throw new MetaRefusal('access_tier_too_low')
  }
}
