/** A sentence of the service. What stands in backticks is to be typed. */

const TYPED = /`([^`]+)`/

export function Said({ text }: { readonly text: string }) {
  return text.split(TYPED).map((part, index) =>
    // Every second part stood in backticks.
    index % 2 === 0 ? part : <code key={index}>{part}</code>,
  )
}
