/**
 * The addresses under which Meta fetches media of ours: the id, until when, and a signature of both. No secret is in them, and
 * whoever has one sees one picture for a while.
 *
 *     /media/<id>/<until, in seconds>/<signature>.jpg
 */
import type { Media } from '../store/media.ts'
import { type Millis, toMillis } from '../time/clock.ts'
import type { Vault } from '../vault/vault.ts'

/** Some programs go by it; nothing here does. */
const EXTENSIONS: Readonly<Record<Media['type'], string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
}

export function signedPath(
  vault: Pick<Vault, 'sign'>,
  { id, type }: Pick<Media, 'id' | 'type'>,
  until: Millis,
): string {
  const seconds = Math.ceil(until / 1000)
  return `/media/${id}/${seconds}/${vault.sign(signedText(id, seconds), 'media-url')}.${EXTENSIONS[type]}`
}

const PATH = /^\/media\/([\w-]{1,64})\/(\d{1,12})\/([\w-]{43})\.\w{3}$/

/** Whose path it is; `undefined` when it was not signed here, or for a time that is over. */
export function mediaIdIn(vault: Pick<Vault, 'isSigned'>, path: string, now: Millis): string | undefined {
  const [, id = '', seconds = '', signature = ''] = PATH.exec(path) ?? []
  const isOurs = id !== '' && vault.isSigned(signedText(id, Number(seconds)), signature, 'media-url')
  return isOurs && toMillis(Number(seconds) * 1000) > now ? id : undefined
}

function signedText(id: string, seconds: number): string {
  return `${id} ${seconds}`
}
