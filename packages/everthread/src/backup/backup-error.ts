/** Why a backup can be neither written nor read. */

export const BACKUP_ERROR_CODES = ['damaged', 'folder-not-empty', 'file-exists'] as const

export type BackupErrorCode = (typeof BACKUP_ERROR_CODES)[number]

/** The message is for a log; people are told by `words/failure-words`. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
  readonly code: BackupErrorCode
  /** The backup, or the folder. */
  readonly path: string

  constructor(code: BackupErrorCode, path: string, options?: ErrorOptions) {
    super(`${code}: ${path}`, options)
    this.code = code
    this.path = path
  }
}
