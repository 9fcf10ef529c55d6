/**
 * Looks for secrets in whatever is said or written: whole or in pieces, as they are or in base64. A piece of nineteen
 * characters is always found; so little of a token is of no use to anybody.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Canary {
  readonly name: string
  readonly value: string
}

const PIECE = 10

/** From a piece of a secret to the secret's name. */
export type Pieces = ReadonlyMap<string, string>

export function piecesOf(canaries: readonly Canary[]): Pieces {
  const pieces = new Map<string, string>()
  for (const { name, value } of canaries) {
    if (value.length < 2 * PIECE) throw new TypeError(`${name} is too short to be looked for`)
    for (const form of [value, ...base64Of(value)]) {
      for (let at = 0; at + PIECE <= form.length; at += PIECE) pieces.set(form.slice(at, at + PIECE), name)
    }
  }
  return pieces
}

/** In base64 a text looks different at each of three places; its ends depend on what is beside it. */
function base64Of(value: string): string[] {
  return [0, 1, 2].map((skip) => Buffer.from(value.slice(skip)).toString('base64').slice(0, -4))
}

/** The names of the secrets that the text holds. */
export function seenIn(text: string, pieces: Pieces): string[] {
  const seen = new Set<string>()
  for (let at = 0; at + PIECE <= text.length; at += 1) {
    const name = pieces.get(text.slice(at, at + PIECE))
    if (name !== undefined) seen.add(name)
  }
  return [...seen]
}

/** `file: secret` for each secret in each file below the folder, and for each in a file's own name. */
export function seenBelow(folder: string, pieces: Pieces, isExempt: (path: string) => boolean): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name)
    const content = entry.isFile() && !isExempt(path) ? readFileSync(path, 'latin1') : ''
    return [...seenIn(path, pieces), ...seenIn(content, pieces)].map((name) => `${path}: ${name}`)
  })
}
