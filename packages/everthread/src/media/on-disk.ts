/** How the disk fails, as what it means for media. */
import { systemCode } from '../env-file/file-system.ts'
import { MediaError, type MediaErrorCode } from './media-error.ts'

const BY_SYSTEM_CODE: Readonly<Record<string, MediaErrorCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  ENOENT: 'missing',
}

/** Runs what touches the disk, and translates how it fails. */
export async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const detail = systemCode(error)
    if (detail === undefined) throw error
    throw new MediaError(BY_SYSTEM_CODE[detail] ?? 'place-failed', { detail, cause: error })
  }
}
