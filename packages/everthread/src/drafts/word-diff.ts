/** What a shortening changed, word by word. Pure. */

export interface DiffPiece {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** The removed and the same make the text before, the added and the same make the text after. */
export function diffWords(before: string, after: string): DiffPiece[] {
  const old = wordsOf(before)
  const young = wordsOf(after)
  const common = commonLengths(old, young)
  const pieces: DiffPiece[] = []
  let i = 0
  let j = 0
  while (i < old.length || j < young.length) {
    const removed = old[i]
    const added = young[j]
    if (removed !== undefined && removed === added) {
      append(pieces, { kind: 'same', text: removed })
      i += 1
      j += 1
    } else if (
      added === undefined ||
      (removed !== undefined && at(common, i + 1, j) >= at(common, i, j + 1))
    ) {
      append(pieces, { kind: 'removed', text: removed ?? '' })
      i += 1
    } else {
      append(pieces, { kind: 'added', text: added })
      j += 1
    }
  }
  return pieces
}

/** A word, or the space between two. */
function wordsOf(text: string): readonly string[] {
  return text.match(/\s+|[^\s]+/gu) ?? []
}

/** For every pair of ends: how many words they have in common, in order. */
function commonLengths(old: readonly string[], young: readonly string[]): readonly Uint16Array[] {
  const rows = Array.from({ length: old.length + 1 }, () => new Uint16Array(young.length + 1))
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = young.length - 1; j >= 0; j -= 1) {
      const row = rows[i]
      if (!row) continue
      row[j] =
        old[i] === young[j] ? at(rows, i + 1, j + 1) + 1 : Math.max(at(rows, i + 1, j), at(rows, i, j + 1))
    }
  return rows
}

function at(rows: readonly Uint16Array[], i: number, j: number): number {
  return rows[i]?.[j] ?? 0
}

function append(pieces: DiffPiece[], piece: DiffPiece): void {
  const last = pieces.at(-1)
  if (last?.kind === piece.kind) pieces[pieces.length - 1] = { kind: last.kind, text: last.text + piece.text }
  else pieces.push(piece)
}
