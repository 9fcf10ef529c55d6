/** What has to be known to read the numbers aright. Said beside them, in words (`words/insight-words.ts`). */
export const LIMITS = [
  'california-days',
  'profile-views',
  'before-june-2024',
  'followers-from-now',
  'replies-of-a-thread',
  'in-development',
  'own-replies',
  'late-reads',
  'comes-to-rest',
  'deleted',
  'engagement',
  'usual',
] as const

export type Limit = (typeof LIMITS)[number]
