/** HTML with everything that is put into it escaped, unless it is HTML already. */

export interface Markup {
  readonly markup: string
}

type Content = Markup | string | number | false | readonly Markup[]

/** A tagged template: text is escaped, markup and lists of markup go in as they are, `false` is nothing. */
export function markup(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return { markup: parts.map((part, index) => part + written(contents[index] ?? '')).join('') }
}

/** Text that is HTML, CSS or a script of ours. */
export function trusted(text: string): Markup {
  return { markup: text }
}

function written(content: Content): string {
  if (content === false) return ''
  if (typeof content === 'object')
    return 'markup' in content ? content.markup : content.map((part) => part.markup).join('')
  return escaped(String(content))
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}
