/** What a file is by its first bytes; what it is called does not count. Pure. */

export type PictureType = 'image/jpeg' | 'image/png'
export type FilmType = 'video/mp4' | 'video/quicktime'

export type FileType =
  | { readonly kind: 'image'; readonly type: PictureType }
  | { readonly kind: 'video'; readonly type: FilmType }
  /** Known, and nothing that Meta takes: its name as people know it. */
  | { readonly kind: 'foreign'; readonly name: string }
  | { readonly kind: 'unknown' }

/** So many bytes of the beginning are enough. */
export const TELLING_BYTES = 32

export function fileTypeOf(beginning: Buffer): FileType {
  const text = beginning.toString('latin1', 0, TELLING_BYTES)
  if (text.startsWith('\xff\xd8\xff')) return { kind: 'image', type: 'image/jpeg' }
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return { kind: 'image', type: 'image/png' }
  const name = FOREIGN.find(([, at, ...marks]) => marks.some((mark) => text.startsWith(mark, at)))?.[0]
  if (name !== undefined) return { kind: 'foreign', name }
  if (text.slice(4, 8) === 'ftyp') return { kind: 'video', type: BRANDS[text.slice(8, 12)] ?? 'video/mp4' }
  // Old QuickTime files have no `ftyp`.
  if (/^(?:moov|mdat|wide|free|skip)$/.test(text.slice(4, 8)))
    return { kind: 'video', type: 'video/quicktime' }
  return { kind: 'unknown' }
}

const BRANDS: Readonly<Record<string, FilmType>> = { 'qt  ': 'video/quicktime' }

/** What people send most, so that they are told more than "unknown": name, place, and what may stand there. */
const FOREIGN: readonly (readonly [string, number, ...string[]])[] = [
  ['HEIC', 4, 'ftyphei', 'ftyphev', 'ftypmif1', 'ftypmsf1'],
  ['AVIF', 4, 'ftypavi'],
  ['RAW', 4, 'ftypcrx '],
  ['3GP', 4, 'ftyp3g'],
  ['M4A', 4, 'ftypM4A ', 'ftypM4B '],
  ['GIF', 0, 'GIF8'],
  ['WebP', 8, 'WEBP'],
  ['AVI', 8, 'AVI '],
  ['WAV', 8, 'WAVE'],
  ['PDF', 0, '%PDF-'],
  ['TIFF', 0, 'II*\0', 'MM\0*'],
  ['JPEG XL', 0, '\xff\x0a', '\0\0\0\x0cJXL '],
  ['WebM', 0, '\x1a\x45\xdf\xa3'],
  ['PSD', 0, '8BPS'],
  ['BMP', 0, 'BM'],
  ['FLV', 0, 'FLV\x01'],
  ['Ogg', 0, 'OggS'],
  ['MP3', 0, 'ID3'],
  ['ZIP', 0, 'PK\x03\x04'],
  ['SVG', 0, '<svg', '<?xml'],
  ['HTML', 0, '<!DOCTYPE html', '<!doctype html', '<html'],
]
