import { spawnSync } from 'node:child_process'

/** What a process holds of the machine's memory. */
export function residentMegabytes(pid: number): number {
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
  const kibibytes = Number(stdout)
  if (!(kibibytes > 0)) throw new Error('the process has ended, or there is no ps to ask')
  return (kibibytes * 1024) / 1e6
}
