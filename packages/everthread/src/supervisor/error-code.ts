/** The system's name for an error (`ENOENT`). A message could hold a URL or an argument, and those can hold secrets. */
export function errorCode(error: unknown): string {
  const own = codeOf(error)
  if (own !== undefined) return own
  // fetch hides the network's error in its cause.
  return (error instanceof Error ? codeOf(error.cause) : undefined) ?? 'unknown'
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
