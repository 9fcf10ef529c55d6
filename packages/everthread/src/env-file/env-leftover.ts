/** What an edit left behind whose process died. The states stand at the top of `env-edit.ts`. */
import { readEnvValue } from './env-document.ts'
import { editFiles, readIfThere, removeIfThere } from './env-edit-files.ts'
import { resolveEnvPath } from './env-file.ts'
import { translating } from './env-file-error.ts'
import type { FileSystem } from './file-system.ts'
import { mendRewrite } from './rewrite-in-place.ts'
import { unseal } from './sealed-file.ts'

export type EnvLeftover =
  | { readonly kind: 'none' }
  | { readonly kind: 'intent'; readonly journalPath: string }
  | { readonly kind: 'torn'; readonly journalPath: string }
  | { readonly kind: 'recorded'; readonly journalPath: string; readonly value: string }

/**
 * To be called under the lock, before the `.env` is read: a rewrite that was cut short is mended first.
 *
 * @throws EnvFileError
 */
export function findLeftover(fs: FileSystem, path: string, key: string): EnvLeftover {
  const realPath = resolveEnvPath(fs, path)
  const { journal: journalPath, next } = editFiles(realPath)
  return translating(realPath, 'write', () => {
    mendRewrite(fs, realPath)
    removeIfThere(fs, next)
    const bytes = readIfThere(fs, journalPath)
    return bytes ? { ...stateOf(bytes, key), journalPath } : { kind: 'none' }
  })
}

/** Forgets what was left: the renewal it belonged to has been settled. */
export function discardLeftover(fs: FileSystem, path: string): void {
  const realPath = resolveEnvPath(fs, path)
  translating(realPath, 'write', () => removeIfThere(fs, editFiles(realPath).journal))
}

type JournalReading =
  | { readonly kind: 'intent' }
  | { readonly kind: 'torn' }
  | { readonly kind: 'recorded'; readonly value: string }

function stateOf(bytes: Uint8Array, key: string): JournalReading {
  const reading = unseal(bytes)
  switch (reading.kind) {
    case 'reserved':
      return { kind: 'intent' }
    case 'torn':
      return { kind: 'torn' }
    case 'sealed':
      return recordedValue(reading.parts[0] ?? new Uint8Array(), key)
    default:
      return reading satisfies never
  }
}

/** A journal without the key in it is nothing that we wrote, or was written for another key. */
function recordedValue(content: Uint8Array, key: string): JournalReading {
  const value = readEnvValue(content, key)
  return value.kind === 'found' ? { kind: 'recorded', value: value.value } : { kind: 'torn' }
}
