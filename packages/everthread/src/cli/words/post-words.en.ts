/** What the command line says about posts, in English. */
import type { PostState } from '../../publisher/post.ts'
import type { DeletedAtMeta } from '../../publisher/queue-actions/delete-post.ts'
import type { ReceiptKind } from '../../store/receipts.ts'

export const postWordsEn = {
  whichPost: 'name a post by its id, or by the beginning of it',
  noSuchPost: (id: string) => `there is no post ${id}`,
  notClear: (id: string) => `more than one post begins with ${id}: give more of the id`,
  textFromInput: 'Write the post and press Ctrl-D. A line of --- starts another part:',
  textTooLarge: 'standard input is larger than 10 MB, and no post is',
  mediaNotReadable: (path: string) =>
    `${path} is no file that can be read; --media takes a file or a web address`,
  tooManyAlts: '--alt describes a --media, and there are more of them than of those',
  oneTimeOnly: 'give one of --at, --next-slot, --now and --draft',
  nothingToChange: 'say what to change: a text, or a time',
  oneResume: 'give one of --as-planned, --now, --new-slots and --skip',
  slotShape: (given: string) =>
    `a slot is written "mon 09:00", "mon-fri 18:30" or "daily 12:00", and "${given}" is not`,
  zoneShape: (given: string) => `there is no time zone ${given}: it is written like Europe/Berlin`,
  queueActions: (given: string) => `queue takes pause, open or slots, and not "${given}"`,

  done: {
    created: (id: string) => `${id}: kept as a draft`,
    scheduled: (id: string, when: string) => `${id}: goes out ${when}`,
    edited: (id: string) => `${id}: changed`,
    cancelled: (id: string) => `${id}: cancelled`,
    held: (id: string) => `${id}: held until you resume it`,
    handedOff: (id: string) => `${id}: yours to publish by hand`,
    deleted: (id: string) => `${id}: deleted`,
    published: (id: string) => `${id}: published`,
    resumed: (id: string, when: string) => `${id}: goes on, ${when}`,
    nothingHeld: 'nothing is held',
    paused: 'The queue is paused. What falls due is held.',
    opened: 'The queue is open.',
  },
  needsService: 'Nothing will publish it until everthread serve runs.',
  heldByPause: 'The queue is paused: it will be held until everthread queue open.',

  states: {
    draft: 'draft',
    scheduled: 'scheduled',
    preparing: 'being prepared',
    ready: 'ready',
    publishing: 'being published',
    published: 'published',
    held: 'held',
    handed_off: 'by hand',
    needs_review: 'look on Threads',
    failed: 'failed',
    cancelled: 'cancelled',
  } satisfies Record<PostState, string>,

  sections: {
    attention: 'Late and held',
    today: 'Today',
    tomorrow: 'Tomorrow',
    later: 'Later',
    drafts: 'Drafts',
  },
  emptyQueue: 'Nothing is planned.',
  pausedSince: (when: string) => `paused since ${when}`,
  slots: 'slots',
  noSlots: 'no weekly slots: everthread queue slots "mon-fri 09:00"',
  weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],

  labels: { state: 'state', reason: 'reason', plan: 'plan', link: 'link', part: 'part', parts: 'parts' },
  partOf: (position: number, count: number) => `Part ${position} of ${count}`,
  timeline: 'Timeline',
  receipts: {
    created: 'written',
    edited: 'changed',
    'kept-as-draft': 'kept as a draft',
    scheduled: 'given a time',
    paused: 'paused',
    held: 'held',
    resumed: 'resumed',
    cancelled: 'cancelled',
    'handed-off': 'handed off',
    'taken-back': 'taken back',
    'published-by-hand': 'said to be published by hand',
    'not-published': 'said not to be published after all',
    'container-created': 'container made',
    'container-read': 'container read',
    'publish-sent': 'publication sent',
    published: 'published',
    'publish-refused': 'publication refused',
    'answer-lost': 'the answer was lost',
    'outcome-unknown': 'nobody can tell whether it is out',
    recovered: 'found out what became of it',
    'attempt-failed': 'a try failed',
    'permalink-read': 'address read',
    'reply-checked': 'seen to be a reply',
    reviewed: 'looked at by its owner',
    failed: 'failed',
    deleted: 'deleted on Threads',
  } satisfies Record<ReceiptKind, string>,
  reportTitle: 'Everthread post report',

  handOffOpen: 'Open this on the phone:',
  handOffHere: 'No phone can reach this computer, so the code holds the text itself.',
  qrTooLarge: 'The text is too long for a code that a phone can read.',
  openThreads: 'Open Threads:',
  takenBack: (id: string) => `${id}: taken back, and held`,

  trouble: {
    not_found: { message: 'The post is not there any more.' },
    conflict: {
      message: 'Somebody else changed the post meanwhile, and nothing was done.',
      remedy: 'Look at it with everthread show, and try again.',
    },
    publishing: {
      message: 'The post is on its way out, and cannot be changed now.',
      remedy: 'Look again in a minute: everthread show.',
    },
    in_doubt: {
      message: 'A publication of it was sent, and what came of it is not known.',
      remedy:
        'Let Everthread find out: everthread resume ID --now. Or look on Threads, and say so: everthread published ID, or with --undo.',
    },
    wrong_state: (state: string) => ({ message: `That cannot be done now: the post is ${state}.` }),
    no_slot: {
      message: 'There is no free slot.',
      remedy: 'Make some: everthread queue slots "mon-fri 09:00".',
    },
    in_past: { message: 'That time is over.', remedy: 'Give another one, or --now.' },
    not_a_time: {
      message: 'The time cannot be understood.',
      remedy:
        'Write 2026-03-29T09:00, 09:00, tomorrow 09:00, 90m or 2026-03-29T07:00Z, and a zone like Europe/Berlin.',
    },
    no_parts: { message: 'There is nothing to post.' },
    no_such_media: { message: 'A file of the post is not here any more.' },
    no_account: { message: 'The account is not kept here any more.' },
    part_is_out: (position: number) => ({
      message: `Part ${position} is on Threads already, and cannot be changed from here.`,
    }),
    bad_link: { message: '--link is not the address of a post on Threads.' },
    no_such_part: { message: 'There is no such part, or it stands so already.' },
    not_handed_off: {
      message: 'The other parts would go out by themselves.',
      remedy: 'Take the whole post into your own hands first: everthread copy ID --qr.',
    },
    queue_paused: {
      message: 'The queue is paused, and would hold it again.',
      remedy: 'Open it: everthread queue open.',
    },
    rules_broken: {
      message: 'It cannot go out like this, and is kept as a draft.',
      remedy: 'Change it: everthread edit ID.',
    },
    not_ours: (position: number) => ({
      message: `Part ${position} was published by hand, and Everthread does not know its id.`,
      remedy: 'Delete it in Threads, then forget it here: everthread delete ID --only-here.',
    }),
    not_deleted: (position: number, why: Exclude<DeletedAtMeta['kind'], 'gone'>) => ({
      message: `Part ${position} is still on Threads: ${WHY_NOT_DELETED[why]}.`,
    }),
  },
  problemsFound: 'Rules:',
}

const WHY_NOT_DELETED: Readonly<Record<Exclude<DeletedAtMeta['kind'], 'gone'>, string>> = {
  scope_missing: 'the token lacks threads_delete; log in again with everthread connect',
  token_dead: 'the token does not work; see everthread status',
  rate_limited: 'Meta allows a hundred deletions a day; try again later',
  refused: 'Meta refused',
  no_answer: 'there was no clear answer; try again',
}

export type PostWords = typeof postWordsEn
