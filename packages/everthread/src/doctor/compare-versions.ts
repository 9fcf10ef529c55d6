/** Versions of three numbers: `24.5.0` is older than `24.10.0`. Pure. */
export function isOlder(version: string, than: string): boolean {
  const parts = numbersOf(version)
  for (const [index, wanted] of numbersOf(than).entries()) {
    const part = parts[index] ?? 0
    if (part !== wanted) return part < wanted
  }
  return false
}

/** A suffix (`-nightly`) counts for nothing. */
function numbersOf(version: string): readonly number[] {
  return version.split('.').map((part) => Number.parseInt(part, 10) || 0)
}
