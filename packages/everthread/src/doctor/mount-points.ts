/**
 * The mount points of this process, from `/proc/self/mountinfo`. A `.env` that is one itself (docker's `-v file:file`) cannot
 * be renamed over: the kernel answers EBUSY. Pure.
 *
 * @see https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html (read 2026-11-23)
 */
const MOUNT_POINT_FIELD = 4

export function mountPoints(mountinfo: string): ReadonlySet<string> {
  const points = mountinfo.split('\n').map((line) => line.split(' ')[MOUNT_POINT_FIELD])
  return new Set(points.filter((point) => point !== undefined).map(unescaped))
}

/** Space, tab, line feed and backslash are written as three octal digits. */
function unescaped(field: string): string {
  return field.replaceAll(/\\([0-7]{3})/g, (_, octal: string) =>
    String.fromCodePoint(Number.parseInt(octal, 8)),
  )
}
