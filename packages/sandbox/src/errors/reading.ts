/** What lists, searches and insights refuse (threads-api.md §5, §6). Nobody has written these down: the pattern is §3.4's. */
import { rows } from './error-row.ts'

const VALIDATION = {
  type: 'THApiException',
  status: 500,
  code: 100,
  confidence: 'G',
  note: 'after the pattern of §3.4',
} as const

export const READING_ERRORS = rows({
  number_invalid: {
    ...VALIDATION,
    section: '5.2',
    message: 'Param %name% must be a number from %least% to %most%.',
  },
  cursor_invalid: { ...VALIDATION, section: '5.2', message: 'Param %name% is not a valid cursor.' },
  time_invalid: { ...VALIDATION, section: '5.2', message: 'Param %name% is not a valid timestamp.' },
  time_too_early: {
    ...VALIDATION,
    section: '5.2',
    message: 'Param %name% must be greater than or equal to %least%.',
  },
  times_reversed: { ...VALIDATION, section: '5.2', message: 'Param since must be before param until.' },
  time_in_future: { ...VALIDATION, section: '5.2', message: 'Param until cannot be in the future.' },
  not_a_root_post: {
    ...VALIDATION,
    section: '5.5',
    message: 'The conversation of %id% cannot be read: it is not a root post.',
  },
  not_a_top_reply: {
    ...VALIDATION,
    section: '5.6',
    message: 'Only top-level replies can be hidden or unhidden; nested replies follow.',
  },
  not_a_pending_reply: {
    ...VALIDATION,
    section: '5.6',
    message: 'The reply %id% is not awaiting approval.',
  },
  profile_not_found: {
    ...VALIDATION,
    status: 400,
    section: '5.9',
    message: 'The profile %username% does not exist or is not eligible for discovery.',
  },
  demographics_too_few: {
    ...VALIDATION,
    section: '6.2',
    message: 'follower_demographics is not available for profiles with fewer than 100 followers.',
    note: 'not recovered. Switch demographicsBelow100',
  },
  embed_unsupported: {
    ...VALIDATION,
    status: 400,
    section: '5.11',
    message: 'The url %url% is not of a post that can be embedded.',
  },
})
