/** What a person reads after the suite has asked Meta. */

/** A table of two columns under a heading. */
export function printed(heading: string, rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(0, ...rows.map(([name]) => name.length))
  return ['', heading, ...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`), '', ''].join('\n')
}
