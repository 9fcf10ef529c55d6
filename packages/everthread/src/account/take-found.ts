/**
 * T26: somebody put a token into the file that we have never seen. It may be nowhere else, so one refusal does not make it
 * dead: like our own it is looked at again before it is written over.
 *
 * | Meta says | then |
 * |---|---|
 * | alive, of the account's user | it becomes the current one |
 * | alive, of another user | left where it is; its owner is asked |
 * | refused | looked at once more; refused again, or past its end: it may be written over |
 * | nothing | asked again, by the back-off |
 */
import { fingerprint, type Secret } from '@everthread/client'
import type { AdvanceDeps, Performed } from './advance.ts'
import { type Gathered, getSink, streakOf } from './gather.ts'
import { replaceCurrent } from './replace-current.ts'
import type { Look } from '../keeper/api.ts'
import { afterFailure, untilConfirmed } from '../keeper/backoff.ts'
import type { Attempts } from '../keeper/facts.ts'
import type { SinkChange } from '../store/sinks.ts'
import { NEVER_DUE } from '../store/work.ts'
import type { Millis } from '../time/clock.ts'

export const OVERTAKEN: Performed = { happening: { kind: 'overtaken' }, change: {} }

export async function takeFoundStep(
  deps: AdvanceDeps,
  gathered: Gathered,
  sinkId: string,
): Promise<Performed> {
  const { sink } = getSink(gathered, sinkId)
  const content = deps.openSink(sink).read()
  if (content.kind !== 'token') return OVERTAKEN
  const { token } = content
  const answer = await deps.api.look(token)
  const of = fingerprint(token)
  const streak = streakOf(sink, of)
  const { jitter, userId } = gathered.account
  const found: Found = { sinkId, of, now: deps.api.now() }
  if (answer.kind === 'refused') {
    const isConfirmed = answer.reason === 'expired' || streak?.reason === 'revocation-unconfirmed'
    return isConfirmed ? settled(found, 'dead') : asked(found, 'refused-once', untilConfirmed(found.now))
  }
  if (answer.kind !== 'ok')
    return asked(found, 'no-answer', afterFailure(streak, { reason: 'network', at: found.now, jitter }))
  if (answer.value.profile.id !== userId) return settled(found, 'other-user')
  return adopted(found, { deps, gathered, token, look: answer.value })
}

interface Found {
  readonly sinkId: string
  /** The fingerprint of what was found. */
  readonly of: string
  readonly now: Millis
}

/** What it is stands, as long as it lies there. */
function settled({ sinkId, of, now }: Found, result: 'other-user' | 'dead'): Performed {
  const change: SinkChange = { rejected: { fingerprint: of, reason: result }, attempts: null }
  return {
    happening: { kind: 'found', sinkId, result },
    change: { sink: { id: sinkId, change, dueAt: now } },
  }
}

function asked({ sinkId, of }: Found, result: 'no-answer' | 'refused-once', attempts: Attempts): Performed {
  return {
    happening: { kind: 'found', sinkId, result },
    change: { sink: { id: sinkId, change: { attempts: { ...attempts, of } }, dueAt: attempts.notBefore } },
  }
}

interface Adoption {
  readonly deps: AdvanceDeps
  readonly gathered: Gathered
  readonly token: Secret
  readonly look: Look
}

/** It came from there: nothing has to be delivered to it. */
function adopted({ sinkId, of, now }: Found, { deps, gathered, token, look }: Adoption): Performed {
  const { profile, facts } = look
  const change: SinkChange = { deliveredFingerprint: of, deliveredAt: now, attempts: null, rejected: null }
  return {
    happening: { kind: 'found', sinkId, result: 'adopted' },
    change: {
      ...replaceCurrent(deps, gathered, { minted: { token, facts }, profile, source: 'found_in_file' }),
      lastLookAt: now,
      sink: { id: sinkId, change, dueAt: NEVER_DUE },
    },
  }
}
