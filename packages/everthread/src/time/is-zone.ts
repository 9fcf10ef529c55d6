/** Does this machine know a time zone of this name? */
export function isZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    // Intl throws for what it does not know, and says it in no other way.
    return false
  }
}
