/** Russian as it is set: a short word is not left alone at the end of a line, nor a dash at the beginning of one. Pure. */

const SHORT =
  /(?<![\p{L}\p{N}])(а|без|в|во|для|до|за|и|из|к|ко|на|над|не|ни|но|о|об|от|по|под|при|с|со|у|через) /giu
const DASH = / —/g
const NO_BREAK = '\u00a0'

/** Every sentence of a dictionary, also of those that are functions. */
export function typeset<W>(words: W): W {
  // What it returns has the shape of what it was given; the type cannot say that of a walk over any shape.
  return set(words) as W
}

function set(words: unknown): unknown {
  if (typeof words === 'string') return words.replace(SHORT, `$1${NO_BREAK}`).replace(DASH, `${NO_BREAK}—`)
  if (typeof words === 'function') return (...given: unknown[]) => set(words(...given))
  if (Array.isArray(words)) return words.map(set)
  if (typeof words !== 'object' || words === null) return words
  return Object.fromEntries(Object.entries(words).map(([name, value]) => [name, set(value)]))
}
