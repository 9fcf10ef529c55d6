import { describe, expect, it } from 'vitest'
import { POST_REASONS } from '../../publisher/post-reasons.ts'
import type { Post } from '../../publisher/post.ts'
import { PLANNED, post } from '../../publisher/test-post.ts'
import { LANGUAGES } from '../../words/language.ts'
import { postReasonSentences } from '../../words/post-reason-words.ts'
import { POST } from '../schemas/post-schema.ts'
import { postView } from './post-view.ts'

const held = (reason: (typeof POST_REASONS)[number]): Post => ({
  ...post(),
  state: 'held',
  plan: { at: PLANNED, wall: '2026-06-15T12:00', zone: 'UTC' },
  standing: { reason, at: PLANNED },
})

describe('a post on the wire', () => {
  it.each(LANGUAGES)('says why it stands where it stands, and what helps, in %s', (language) => {
    for (const reason of POST_REASONS) {
      const view = POST.parse(postView(held(reason), language))
      const { message, remedy } = postReasonSentences(reason, language)
      expect(view.standing).toEqual({ reason, at: '2026-06-15T12:00:00.000Z', message, remedy })
    }
  })

  it('stands nowhere in particular while it is on its way', () => {
    expect(postView(post(), 'en')).not.toHaveProperty('standing')
  })
})
