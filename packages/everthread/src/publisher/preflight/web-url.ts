/** Whether an address is one that Meta or a reader can open. Pure. */
export function isWebUrl(text: string): boolean {
  return /^https?:$/.test(URL.parse(text)?.protocol ?? '')
}
