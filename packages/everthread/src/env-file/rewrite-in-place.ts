/**
 * Rewrites a file where it stands, for the files that cannot be replaced: bind mounts, files of another owner, files with
 * several names. Old and new content go to a sealed file beside it first.
 *
 * | Undo file | The file | What `mendRewrite` does |
 * |---|---|---|
 * | none | old or new | nothing |
 * | reserved or torn | old | removes the undo file: the rewrite had not begun |
 * | sealed | new | removes the undo file |
 * | sealed | each byte old, new or NUL | a cut: puts the old content back, removes the undo file |
 * | sealed | anything else | somebody wrote it since: leaves it alone, removes the undo file |
 */
import { type EditPlace, editFiles, PRIVATE, readIfThere, removeIfThere } from './env-edit-files.ts'
import { type FileSystem, systemCode } from './file-system.ts'
import { overwrite, readAtMost, sameBytes, withFile } from './file-transfer.ts'
import { seal, unseal } from './sealed-file.ts'

export interface Rewrite {
  readonly old: Uint8Array
  readonly new: Uint8Array
}

/** All or nothing, unless the disk also refuses to take the old content back; then the undo file stays. */
export function rewriteInPlace({ fs, path, crashPoint }: EditPlace, content: Rewrite): void {
  const { undo } = editFiles(path)
  writeUndo(fs, path, content)
  crashPoint('env-undo-written')
  try {
    put(fs, path, content.new)
    crashPoint('env-rewritten')
  } catch (error) {
    putBack(fs, path, { content: content.old, after: error })
    removeIfThere(fs, undo)
    throw error
  }
  removeIfThere(fs, undo)
  crashPoint('env-undo-removed')
}

/** Ends what a process that died began. To be called before the file is read. */
export function mendRewrite(fs: FileSystem, path: string): void {
  const { undo } = editFiles(path)
  const written = readIfThere(fs, undo)
  if (!written) return
  const reading = unseal(written)
  const [oldContent, newContent] = reading.kind === 'sealed' ? reading.parts : []
  if (oldContent && newContent) {
    const current = readIfThere(fs, path)
    const content = { old: oldContent, new: newContent }
    if (current && isCutShort(current, content)) put(fs, path, content.old)
  }
  removeIfThere(fs, undo)
}

function writeUndo(fs: FileSystem, path: string, content: Rewrite): void {
  const { undo, folder } = editFiles(path)
  const file = fs.open(undo, 'wx+', PRIVATE)
  try {
    withFile(fs, file, () => overwrite(fs, file, seal([content.old, content.new])))
    fs.syncFolder(folder)
  } catch (error) {
    removeIfThere(fs, undo)
    throw error
  }
}

/** Read back, because some network file systems find out late that they could not write. */
function put(fs: FileSystem, path: string, content: Uint8Array): void {
  withFile(fs, fs.open(path, 'r+'), (file) => {
    overwrite(fs, file, content)
    if (!sameBytes(readAtMost(fs, file, content.length + 1), content)) {
      throw Object.assign(new Error('what was read back is not what was written'), { code: 'EIO' })
    }
  })
}

/** @throws AggregateError when the old content cannot be put back either */
function putBack(
  fs: FileSystem,
  path: string,
  { content, after }: { content: Uint8Array; after: unknown },
): void {
  try {
    put(fs, path, content)
  } catch (error) {
    throw Object.assign(
      new AggregateError([after, error], 'neither the new nor the old content could be written'),
      {
        code: systemCode(after) ?? 'EIO',
      },
    )
  }
}

function isCutShort(current: Uint8Array, content: Rewrite): boolean {
  if (sameBytes(current, content.new)) return false
  const [shorter = 0, longer = 0] = [content.old.length, content.new.length].sort((a, b) => a - b)
  return (
    current.length >= shorter &&
    current.length <= longer &&
    current.every((byte, i) => byte === content.old[i] || byte === content.new[i] || byte === 0)
  )
}
