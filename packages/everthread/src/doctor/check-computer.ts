/** The checks of the computer: Node, the room on its disks, its clock. Pure. */
import { SKEW_APPLIES_FROM_MS } from '../time/skew.ts'
import { isOlder } from './compare-versions.ts'
import { type Finding, found } from './finding.ts'
import type { Gathered } from './gathered.ts'

/** What `engines` of package.json asks for. */
const OLDEST_NODE = '24.0.0'

/** Below it, two connections can corrupt a store in WAL mode. @see https://www.sqlite.org/releaselog/3_51_3.html (read 2026-11) */
const OLDEST_SQLITE = '3.51.3'

/** A renewal needs some KiB, a backup of the store some MiB; on a disk with less, other programs fail first. */
const LEAST_FREE_BYTES = 16 * 1024 * 1024

export function checkNode({ computer }: Gathered): Finding[] {
  const { nodeVersion: version, sqliteVersion } = computer
  if (isOlder(version, OLDEST_NODE)) return [found('node-too-old', { version, oldest: OLDEST_NODE })]
  if (isOlder(sqliteVersion, OLDEST_SQLITE)) return [found('sqlite-too-old', { version: sqliteVersion })]
  return [found('node-ok', { version })]
}

export function checkSpace({ computer }: Gathered): Finding[] {
  const low = computer.spaces.filter(({ freeBytes }) => freeBytes < LEAST_FREE_BYTES)
  if (low.length > 0) return low.map((space) => found('space-low', space))
  return computer.spaces.length > 0 ? [found('space-enough', {})] : []
}

export function checkClock({ network }: Gathered): Finding[] {
  const { reach, isLoopback } = network
  if (reach.kind !== 'reached' || reach.aheadMs === undefined) return []
  const behindMs = reach.aheadMs
  if (Math.abs(behindMs) <= SKEW_APPLIES_FROM_MS) return [found('clock-right', {})]
  return [found(isLoopback ? 'clock-of-sandbox' : 'clock-skewed', { behindMs })]
}
