import { describe, expect, it } from 'vitest'
import { inSections, sectionOf } from './queue-sections.ts'

const NOW = Date.UTC(2026, 10, 23, 22)
const DAY = 86_400_000
const days = {
  now: NOW,
  toMillis: Date.parse,
  daysFromNow: (at: number) => Math.floor(at / DAY) - Math.floor(NOW / DAY),
}
const planned = (at: number, state: 'scheduled' | 'held' | 'draft' | 'failed' = 'scheduled') => ({
  state,
  plan: { at: new Date(at).toISOString(), wall: '', zone: 'UTC' },
})

describe('the queue', () => {
  it.each([
    ['today', planned(NOW + 60_000)],
    ['tomorrow', planned(NOW + 3 * 3_600_000)],
    ['later', planned(NOW + 2 * DAY)],
    ['drafts', planned(NOW, 'draft')],
    ['drafts', { state: 'scheduled' as const }],
    ['attention', planned(NOW + DAY, 'held')],
    ['attention', planned(NOW + DAY, 'failed')],
    ['attention', planned(NOW - 61_000)],
    ['today', planned(NOW - 59_000)],
  ])('puts under %s %o', (section, post) => {
    expect(sectionOf(post, days)).toBe(section)
  })

  it('shows what needs a person first, and no section with nothing in it', () => {
    const later = planned(NOW + 5 * DAY)
    const held = planned(NOW + 5 * DAY, 'held')
    expect(inSections([later, held], days)).toEqual([
      ['attention', [held]],
      ['later', [later]],
    ])
  })
})
