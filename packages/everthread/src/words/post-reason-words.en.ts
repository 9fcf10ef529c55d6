/** Every reason of a post in English. Without a remedy nothing has to be done. */
import type { PostReason } from '../publisher/post-reasons.ts'
import { PLACES } from './places.ts'
import type { Sentences } from './sentences.ts'

const LOOK_ON_THREADS = 'Look on Threads whether it is out, and say so.'

export const postReasonWordsEn = {
  'token-dead': {
    message: 'The token is dead, and without one nothing is published.',
    remedy: 'Log in again with `everthread connect`, then resume. Or publish by hand.',
  },
  paused: {
    message: 'The queue is paused.',
    remedy: 'Open it, then resume what it held.',
  },
  'held-by-you': {
    message: 'You hold it.',
    remedy: 'Resume it, or give it another time.',
  },
  restricted: {
    message: 'Meta restricts this account, so the queue is paused.',
    remedy: 'See in Threads what it wants. Then open the queue.',
    url: PLACES.threads,
  },
  missed: {
    message: 'Its time passed while Everthread was not running, by more than the queue allows.',
    remedy: 'Resume it now or at the next free slot, or let it go.',
  },
  'scope-missing': {
    message: 'The token may not publish.',
    remedy: 'Log in again and allow it: `everthread connect`.',
  },
  'taken-back': {
    message: 'It was handed off, and you took it back.',
    remedy: 'Resume it, or give it another time.',
  },

  'container-in-progress': { message: 'Meta is still working on it.' },
  'media-not-found': { message: 'Meta does not find yet what it has just taken.' },
  quota: { message: 'What Meta takes within 24 hours is used up. It goes on when there is room again.' },
  'rate-limited': { message: 'Meta asks for fewer calls. It is tried again later.' },
  network: { message: 'There was no answer from Meta. It is tried again.' },
  'not-json': { message: 'Something that is not Meta answered: a proxy, or a login page of the network.' },
  'server-error': { message: 'Meta has trouble of its own. It is tried again.' },
  'parent-not-ready': {
    message: 'The part before it is out, but Meta does not let anybody reply to it yet.',
  },
  'parent-unseen': {
    message: 'The part before it is out by hand, and Meta does not show it yet. It is looked for again.',
  },
  'not-seen': { message: 'It is published by hand, and Meta has not shown it yet.' },
  'earlier-post': { message: 'An earlier post of the same account goes first.' },
  'no-public-address': {
    message: 'It has pictures or videos, and Meta cannot fetch them from here.',
    remedy: 'Set EVERTHREAD_PUBLIC_URL or a bucket, or publish it by hand: `everthread copy`.',
  },
  'container-unreadable': {
    message: 'It was sent, the answer was lost, and Meta does not show yet what came of it.',
  },
  'token-doubted': {
    message: 'Meta refused the token once. Everthread looks at it before anything goes out.',
  },

  'outcome-unknown': {
    message:
      'It was sent, and nobody can tell whether it is out. It is not sent again, so that it is not out twice.',
    remedy: LOOK_ON_THREADS,
    url: PLACES.threads,
  },

  preflight: {
    message: 'It breaks a rule of Threads, and was not sent.',
    remedy: 'Change it. Then give it a time again.',
  },
  'media-refused': {
    message: 'Meta could not use a picture or a video.',
    remedy: 'Choose another one, or export it anew.',
  },
  'container-expired': {
    message: 'Meta forgot it after 24 hours, again and again.',
    remedy: 'Give it a time again. If it lasts, publish it by hand: `everthread copy`.',
  },
  refused: {
    message: 'Meta refused it, and would again.',
    remedy: 'See in the timeline what Meta said. Change it, then give it a time again.',
  },
  'landed-as-top-level': {
    message:
      'A part that should be a reply was published by Meta as a post of its own. The rest was stopped.',
    remedy: 'Delete that part or let it stand, then resume or publish the rest by hand.',
    url: PLACES.threads,
  },
  'parent-not-readable': {
    message: 'The part before it is out by hand, and the token may not read replies to find it.',
    remedy:
      'Log in again and allow it: `everthread connect`. Or publish the rest by hand and paste its link: `everthread published ID --link URL`.',
  },
  'parent-gone': {
    message: 'The post that it replies to or quotes is not there any more.',
    remedy: 'Name another one, or none. Then give it a time again.',
  },
} as const satisfies Record<PostReason, Sentences>
