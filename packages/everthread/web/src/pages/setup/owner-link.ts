/**
 * The secret of the one-time link. It stands behind `#`, so it was not sent with the request for the page and is in no log; it is
 * taken out of the address at once, so that it stays neither in the history nor on the screen.
 */

let taken: string | undefined

/** Empty where the address has none. The same, however often the page is drawn. */
export function ownerLink(): string {
  taken ??= take()
  return taken
}

function take(): string {
  const link = location.hash.slice(1)
  history.replaceState(null, '', location.pathname)
  return link
}
