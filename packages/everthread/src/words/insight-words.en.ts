/** Numbers in English words. */
import type { InsightWords } from './insight-words.ts'

export const insightWordsEn: InsightWords = {
  limits: {
    'california-days': 'Meta counts days from midnight to midnight in California, wherever you are.',
    'profile-views': 'Views of an account are those of its profile. Views of posts stand with the posts.',
    'before-june-2024':
      'Meta has numbers since 13 April 2024, and calls those from before June 2024 unreliable.',
    'followers-from-now':
      'Meta says only how many followers there are now: their history begins with the first reading.',
    'replies-of-a-thread':
      'Replies of a post are those of its whole conversation; those of a day are direct ones.',
    'in-development':
      'Meta is still developing its views and shares of posts: it may count them differently any day.',
    'own-replies': 'Your replies to others are not read, unless Everthread published them.',
    'late-reads':
      'A number belongs to the age at which it was read. What nobody read at its time stays missing.',
    'comes-to-rest': 'A post is read until a week brings nothing new. What comes later is not seen.',
    deleted: 'A deleted post keeps the last numbers that it had.',
    engagement:
      'Engagement is likes, replies, reposts and quotes per view. The interval holds the truth in 95 of 100 cases; with fewer than 100 views nothing is said.',
    usual: 'Usual is the median: half of the posts lie below it. With fewer than 3 posts nothing is said.',
  },
  missing: {
    'not-served': 'Meta did not give it',
    repost: 'Meta has no numbers of reposts',
    gone: 'the post was gone',
    'too-few-followers': 'Meta tells it from 100 followers on',
    'not-read': 'nobody read it at that time',
    'not-over': 'the day is not over, or has just ended',
    'not-yet-filled': 'the past is still being read',
    'no-history': 'before the first reading',
    'before-meta': 'Meta has nothing from before 13 April 2024',
    'too-early': 'the post is not that old yet',
  },
  standings: {
    not_granted: {
      message: 'The token may not read numbers: it lacks `threads_manage_insights`.',
      remedy: 'Log in again and allow it: `everthread connect`. Everything else works without it.',
    },
    token_dead: {
      message: 'The token is dead, so no numbers are read.',
      remedy: 'Log in again with `everthread connect`. The days in between are read then.',
    },
    not_begun: {
      message: 'No numbers have been read yet.',
      remedy: 'They are read while `everthread serve` runs.',
    },
    'rate-limited': { message: 'Meta asks for fewer calls. Numbers are read again later.' },
    'no-answer': { message: 'Meta gave no usable answer. Numbers are read again later.' },
    restricted: { message: 'Meta restricts this account. Numbers are asked for again later.' },
    refused: { message: 'Meta refused to give numbers. They are asked for again later.' },
    'token-doubted': { message: 'Meta refused the token. Whether it is dead is being looked at.' },
  },
}
