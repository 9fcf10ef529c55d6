/**
 * The format of the files that an edit leaves beside a `.env` while it is under way. A sealed file can be told from half
 * of one:
 *
 *     sealed = part { part } NUL "everthread/1 " length { "," length } " " sha256-of-the-parts LF { NUL }
 *
 * A `.env` has no NUL in it (a file that has is refused as binary), so the first NUL ends the parts, and space that is
 * reserved but not yet written (NULs) never looks like content.
 *
 * | Content of the file | Reading | How it comes about |
 * |---|---|---|
 * | nothing, or only NULs | `reserved` | created, sized, nothing written yet |
 * | parts and a seal that fits them | `sealed` | all of it was written |
 * | anything else | `torn` | the write was cut short |
 */
import { createHash } from 'node:crypto'

export type SealedReading =
  | { readonly kind: 'reserved' }
  | { readonly kind: 'sealed'; readonly parts: readonly Uint8Array[] }
  | { readonly kind: 'torn' }

/** `parts` must be free of NULs. */
export function seal(parts: readonly Uint8Array[]): Uint8Array {
  const lengths = parts.map((part) => part.length).join(',')
  return Buffer.concat([
    ...parts,
    Buffer.from(`\0everthread/1 ${lengths} ${checksum(Buffer.concat(parts))}\n`),
  ])
}

export function unseal(bytes: Uint8Array): SealedReading {
  const end = bytes.indexOf(0)
  if (bytes.every((byte) => byte === 0)) return { kind: 'reserved' }
  if (end === -1) return { kind: 'torn' }
  const body = bytes.subarray(0, end)
  const seal = /^\0everthread\/1 ([\d,]+) ([0-9a-f]{64})\n\0*$/.exec(
    Buffer.from(bytes.subarray(end)).toString('latin1'),
  )
  const [, lengths = '', sum] = seal ?? []
  const parts = split(body, lengths.split(',').map(Number))
  return parts && sum === checksum(body) ? { kind: 'sealed', parts } : { kind: 'torn' }
}

/** `undefined` unless the lengths add up. */
function split(body: Uint8Array, lengths: readonly number[]): readonly Uint8Array[] | undefined {
  let from = 0
  const parts = lengths.map((length) => body.subarray(from, (from += length)))
  return from === body.length ? parts : undefined
}

function checksum(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
