/** How limits other than the text's are counted: nothing else is documented. Pure. */
export function codePoints(text: string): number {
  return Array.from(text).length
}
