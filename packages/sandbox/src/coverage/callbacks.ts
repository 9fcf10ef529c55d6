/** What Meta sends by itself (threads-api.md §2.11, §7), and how far the sandbox sends it. */
import type { Confidence } from '../errors/error-row.ts'
import { type Proof, proofs, type Support } from './proof.ts'

export interface CallbackRow {
  /** What is sent, to whom. */
  readonly sent: string
  readonly section: string
  readonly confidence: Confidence
  readonly status: Support
  readonly note?: string
  readonly tests: readonly Proof[]
}

const SIGNED = { section: '2.11', confidence: 'C', status: 'supported' } as const
const WEBHOOK = { section: '7', confidence: 'C', status: 'supported' } as const

const CALLBACK_TESTS = 'callbacks/send-callback.test.ts'
const WEBHOOK_TESTS = 'webhooks/webhooks.test.ts'

export const CALLBACKS = {
  deauthorize: {
    ...SIGNED,
    sent: 'POST signed_request to the uninstall callback',
    tests: proofs(
      CALLBACK_TESTS,
      'somebody who removes the app (458) makes Meta tell the app; other revocations do not',
    ),
  },
  data_deletion: {
    ...SIGNED,
    sent: 'POST signed_request to the data deletion callback',
    tests: proofs(
      CALLBACK_TESTS,
      'a data deletion is really POSTed, signed, and its answer is handed back',
      'an app without callback URLs, and one that cannot be reached, are reported',
    ),
  },
  webhook_verification: {
    ...WEBHOOK,
    sent: 'GET with hub.challenge before anything is sent',
    tests: proofs(
      WEBHOOK_TESTS,
      'a subscription is verified: the receiver is asked with its token, and echoes the challenge',
      'a receiver that does not echo is not subscribed, and the sentence says what it did',
    ),
  },
  webhook_replies: {
    ...WEBHOOK,
    sent: 'POST moderate/replies',
    note: 'which of the media target_id is, and whether one’s own replies are told, is a guess',
    tests: proofs(
      WEBHOOK_TESTS,
      'a reply to a post of a subscriber is told with who, what and where',
      'under somebody’s root every reply is told, and one to oneself by switch only',
    ),
  },
  webhook_mentions: {
    ...WEBHOOK,
    sent: 'POST interaction/mentions',
    tests: proofs(WEBHOOK_TESTS, 'a mention is told to whom it names, with what the post shows'),
  },
  webhook_publish: {
    ...WEBHOOK,
    sent: 'POST interaction/publish',
    tests: proofs(WEBHOOK_TESTS, 'publishing and deleting are told to the app of the author'),
  },
  webhook_delete: {
    ...WEBHOOK,
    sent: 'POST moderate/delete',
    tests: proofs(WEBHOOK_TESTS, 'publishing and deleting are told to the app of the author'),
  },
  webhook_signature: {
    ...WEBHOOK,
    sent: 'X-Hub-Signature-256 over the raw bytes',
    tests: [
      ...proofs(
        'webhooks/payload-json.test.ts',
        'what is written is ASCII with every slash escaped, and means what it meant',
        'a receiver that signs the raw bytes always agrees; one that signs what it parsed and rewrote does not',
      ),
      ...proofs(WEBHOOK_TESTS, 'the signature is over the bytes that came, with the secret of the switch'),
    ],
  },
  webhook_retries: {
    ...WEBHOOK,
    sent: 'The same POST again where none answered 2xx',
    confidence: 'G',
    note: 'that it is tried for 36 hours is known of Meta’s webhooks in general; the steps are ours',
    tests: proofs(
      WEBHOOK_TESTS,
      'a delivery without 2xx is tried again with growing gaps for 36 hours, then given up',
      'a jump of the clock makes every attempt that it passes, until one is answered',
    ),
  },
} as const satisfies Readonly<Record<string, CallbackRow>>
