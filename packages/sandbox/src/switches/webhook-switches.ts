/** What is not known of webhooks. */
import { ON_OFF, type SwitchRow } from './switch-row.ts'

const SUPPORTED = { status: 'supported' } as const

export const WEBHOOK_SWITCHES = {
  webhookSecret: {
    ...SUPPORTED,
    values: ['threads', 'meta'],
    default: 'threads',
    section: '§12.14, §7',
    about: "Which secret signs webhooks: the Threads app's, or the Meta app's.",
  },
  webhookDelay: {
    ...SUPPORTED,
    values: ['random'],
    default: 'random',
    duration: true,
    section: '§7',
    about: 'How long after its event a webhook is sent: 1 to 4 s at random, or a duration.',
  },
  webhookOwnReplies: {
    ...SUPPORTED,
    values: ON_OFF,
    default: true,
    section: '§7',
    about: 'Whether a reply under one’s own post is told although it is one’s own.',
  },
} as const satisfies Readonly<Record<string, SwitchRow>>
