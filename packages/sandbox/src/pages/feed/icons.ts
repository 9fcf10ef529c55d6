/** The signs of the feed, drawn here so that nothing is fetched. */
import { type Markup, trusted } from '../markup.ts'

function icon(paths: string): Markup {
  return trusted(
    `<svg viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.8" ` +
      `stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`,
  )
}

export const ICONS = {
  like: icon(
    '<path d="M12 20.3S3.5 15.6 3.5 9.4A4.6 4.6 0 0 1 12 7a4.6 4.6 0 0 1 8.5 2.4c0 6.2-8.5 10.9-8.5 10.9z"/>',
  ),
  reply: icon('<path d="M20.5 12a8.5 8.5 0 1 0-3.4 6.8l3 .9-.8-3A8.4 8.4 0 0 0 20.5 12z"/>'),
  repost: icon(
    '<path d="M4 10V8.5A2.5 2.5 0 0 1 6.5 6H18l-2.5-2.500M20 14v1.500a2.5 2.5 0 0 1-2.5 2.500H6l2.5 2.5"/>',
  ),
  share: icon('<path d="M20.5 3.5 10.5 13.500M20.5 3.500l-6 17-4-7-7-4z"/>'),
  views: icon('<path d="M4 20V11M10 20V4M16 20v-7M21 20H3"/>'),
  verified: trusted(
    '<svg class="verified" viewBox="0 0 24 24" width="14" height="14" role="img" aria-label="verified">' +
      '<path fill="#0095f6" d="m12 1 2.6 2.2 3.4-.3.8 3.3 2.9 1.800L20.4 11l1.3 3.1-2.9 1.8-.8 3.3-3.4-.3L12 21l-2.6-2.2-3.4.3-.8-3.3-2.9-1.800L3.6 11 2.3 8l2.9-1.8.8-3.3 3.4.3z"/>' +
      '<path d="m8 11.5 2.7 2.700L16 8.8" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>',
  ),
  pin: icon(
    '<path d="M12 21s7-6.3 7-11.500A7 7 0 0 0 5 9.500C5 14.7 12 21 12 21z"/><circle cx="12" cy="9.5" r="2.5"/>',
  ),
  play: trusted(
    '<svg class="play" viewBox="0 0 48 48" width="56" height="56" aria-hidden="true"><circle cx="24" cy="24" r="23" fill="rgb(0 0 0 / .55)"/>' +
      '<path d="m19 15 15 9-15 9z" fill="#fff"/></svg>',
  ),
} as const
