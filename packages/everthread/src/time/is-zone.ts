/** Does this machine know a time zone of this name? */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    // Intl throws for what it does not know, and says it in no other way.
    return false
  }
}
