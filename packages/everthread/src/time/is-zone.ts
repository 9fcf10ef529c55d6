/** Of IANA's names: an offset is none, for it knows no summer. */
export const ZONE_NAME = /^[A-Za-z][\w+-]*(?:\/[\w+-]+)*$/

/** Does this machine know a time zone of this name? */
export function isZone(name: string): boolean {
  if (!ZONE_NAME.test(name)) return false
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    // Intl throws for what it does not know, and says it in no other way.
    return false
  }
}
