/** Whether a file may have changed, by one `stat`: cheap enough for several looks a second. */
import { statSync } from 'node:fs'

/** Changes when the bytes may have changed. A place that cannot even be looked at is a state like any other. */
export function fileSignature(path: string): string {
  try {
    const stat = statSync(path, { bigint: true, throwIfNoEntry: false })
    return stat ? `${stat.ino}:${stat.size}:${stat.mtimeNs}:${stat.ctimeNs}` : 'absent'
  } catch {
    return 'unreadable' // Whoever reads it next says why.
  }
}
