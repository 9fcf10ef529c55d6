import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { mountPoints } from './mount-points.ts'

test('the mount point is the fifth field, and octal digits in it are characters', () => {
  const table = [
    '25 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
    String.raw`36 25 8:1 /var/app/.env /srv/my\040app/.env rw master:1 - ext4 /dev/sda1 rw`,
    '',
  ]
  expect([...mountPoints(table.join('\n'))]).toEqual(['/', '/srv/my app/.env'])
})

test.skipIf(process.platform !== 'linux')('the table of this machine has its /proc', () => {
  expect(mountPoints(readFileSync('/proc/self/mountinfo', 'utf8'))).toContain('/proc')
})
