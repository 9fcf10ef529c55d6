/** Text as HTML that shows it and nothing else, within an element or an attribute in double quotes. Pure. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** @NOTE A browser drops NUL and reads a lone CR as a line end: neither can be in a post, and both are shown as a mark. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (one) => ENTITIES[one] ?? one).replaceAll('\0', '\uFFFD')
}
