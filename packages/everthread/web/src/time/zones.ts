/** The time zones that a person can choose from. */

export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** The reader's own first, then UTC, then all that the browser knows; `kept` is among them also where it knows it by another name. */
export function zonesWith(kept: string): readonly string[] {
  return [...new Set([ownZone(), 'UTC', kept, ...Intl.supportedValuesOf('timeZone')])]
}
