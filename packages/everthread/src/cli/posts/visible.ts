/** A text for a terminal: what would move its cursor or colour it is shown as a mark. Pure. */
const CONTROL = /[^\P{Cc}\n\t]/gu

export function visible(text: string): string {
  return text.replaceAll(CONTROL, '\uFFFD')
}
