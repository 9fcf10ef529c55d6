/** What two posts have in common that readers would call the same: their words and their media (P12). */
import { createHash } from 'node:crypto'
import type { MediaRef, PartContent } from './content.ts'

/** Equal for texts that differ in white space alone, in capitals, or in how a letter is composed. */
export function textHash(contents: readonly PartContent[]): string {
  const parts = contents.map(({ text = '', media = [] }) => [normalized(text), ...media.map(placeOf)])
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}

function normalized(text: string): string {
  return text.toLowerCase().normalize('NFC').replaceAll(/\s+/gu, ' ').trim()
}

function placeOf(ref: MediaRef): string {
  return ref.kind === 'stored' ? ref.mediaId : ref.url
}
