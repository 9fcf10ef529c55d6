/** An instant as Meta writes it: `2024-09-12T23:17:39+0000` (threads-api.md §1.6). */
import { toIso } from '../time/host.ts'

export function toMetaTime(instant: number): string {
  return `${toIso(instant).slice(0, 'yyyy-mm-ddThh:mm:ss'.length)}+0000`
}
