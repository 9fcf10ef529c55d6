/**
 * From a round to what a person hears: the alert state machine decides, the state is stored, and then the hook and the
 * heartbeat are called. Stored first: a crash in between costs one message, the reverse order would repeat it for ever.
 */
import type { ChildProcess, SpawnOptions } from 'node:child_process'
import type { TokenFacts } from '../keeper/facts.ts'
import type { Profile } from '../keeper/api.ts'
import type { Reason } from '../keeper/reasons.ts'
import type { HttpFetch } from '../net/http-fetch.ts'
import type { PostHappening } from '../publisher/post-happening.ts'
import type { Clock, Millis } from '../time/clock.ts'
import { MINUTE } from '../time/duration.ts'
import type { Format } from '../words/format.ts'
import type { Language } from '../words/language.ts'
import type { SentenceFacts, Sentences } from '../words/sentences.ts'
import { heartbeatFailureText, hookFailureText } from '../words/told-failures.ts'
import { announce, type Announcement, toldFacts } from './announce.ts'
import type { Condition } from './condition.ts'
import type { EverthreadEvent } from './event.ts'
import { postNews } from './post-news.ts'
import { sendHeartbeat } from './heartbeat.ts'
import { alertDecision, type AlertFacts, type AlertState } from './incidents.ts'
import { runNotifyHook } from './notify-hook.ts'

/** Where the announced steps of one account are kept. */
export interface AnnouncedStore {
  read(): Promise<AlertState>
  write(state: AlertState): Promise<void>
}

/** What a round left behind, as far as a person is concerned. */
export interface Standing {
  readonly condition: Condition
  readonly reason: Reason
  readonly plannedAt?: Millis | undefined
  readonly facts?: TokenFacts | undefined
  readonly profile?: Profile | undefined
  readonly sinkFailures?: readonly { readonly sink: string; readonly reason: Reason }[]
  /** What happened in the round and is no trouble: renewed, exchanged, adopted. */
  readonly news?: readonly Announcement[]
}

/** Why no round can come about. */
export interface Blocked {
  readonly reason: Reason
  readonly why: Sentences
}

export interface Notices {
  afterRound(standing: Standing, announced: AnnouncedStore): Promise<void>
  /** There is no round, and there will be none until a person helps: told once, and over with the next round. */
  blocked(blocked: Blocked): Promise<void>
  /** Each is told as it comes: what a post's state says, its row remembers. */
  afterPosts(happenings: readonly PostHappening[], profile: Profile): Promise<void>
  /** What the running application shows of the new token; told with the standing of the last round. */
  consumer(proof: 'proven' | 'unproven'): Promise<void>
  /** After a round over everything: the watcher elsewhere hears that we live, at most once a minute while all is well. */
  beat(health: 'healthy' | 'trouble'): Promise<void>
}

export interface NoticesOptions {
  readonly now: () => Millis
  /** Our clock minus Meta's. */
  readonly skewMs: () => number
  readonly host: Clock
  readonly language: Language
  readonly format: Format
  readonly fetch: HttpFetch['fetch']
  readonly spawn: (command: string, options: SpawnOptions) => ChildProcess
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly randomId: () => string
  /** Remembers that the keeper is blocked, beside a store that may not open. */
  readonly blockedNote: AnnouncedStore
  /** For what could not be told, and for nobody listening. */
  readonly say: (text: string) => void
  readonly notify?: string
  readonly heartbeatUrl?: URL
  readonly onEvent?: (event: EverthreadEvent) => void
  /** Keeps it for later. Unlike `onEvent` that is nobody who listens. */
  readonly record?: (event: EverthreadEvent, told: SentenceFacts) => void
}

const BEAT_EVERY_MS = MINUTE

export function createNotices(options: NoticesOptions): Notices {
  let lastBeat: { readonly at: number; readonly health: 'healthy' | 'trouble' } | undefined
  let consumerUnproven = false
  let last: { readonly standing: Standing; readonly announced: AnnouncedStore } | undefined
  const consider = async (standing: Standing, announced: AnnouncedStore): Promise<void> => {
    const facts = { ...alertFacts(standing, options), consumerUnproven }
    const before = await announced.read()
    const decision = alertDecision(facts, before, options.now())
    if (!isSame(before, decision.state)) await announced.write(decision.state)
    for (const announcement of [...(standing.news ?? []), ...decision.due]) {
      await tell(options, standing, announcement)
    }
  }
  return {
    afterRound: async (standing, announced) => {
      const { news: _, ...lasting } = standing
      last = { standing: lasting, announced: withNote(announced, options.blockedNote) }
      await consider(standing, last.announced)
    },
    blocked: async ({ reason, why }) => {
      // Where nobody listens it is left to whoever is listened to: a command by hand must not silence cron's.
      if (options.notify === undefined && options.onEvent === undefined) return
      if ((await options.blockedNote.read()).length > 0) return
      await options.blockedNote.write(['keeper-blocked'])
      const standing: Standing = { condition: { kind: 'alive' }, reason }
      await tell(options, standing, { event: 'keeper-blocked', reason, why })
    },
    afterPosts: async (happenings, profile) => {
      for (const happening of happenings)
        await tell(options, { profile }, postNews(happening, options.language))
    },
    consumer: async (proof) => {
      consumerUnproven = proof === 'unproven'
      if (last) await consider(last.standing, last.announced)
    },
    beat: async (health) => {
      const at = options.host.ticks()
      if (!options.heartbeatUrl || (lastBeat?.health === health && at - lastBeat.at < BEAT_EVERY_MS)) return
      lastBeat = { at, health }
      const sent = await sendHeartbeat(options.heartbeatUrl, health, {
        fetch: options.fetch,
        clock: options.host,
      })
      if (sent.kind === 'failed') options.say(heartbeatFailureText(sent.host, sent.failure, options.language))
    },
  }
}

/** The first round after a block finds it among what was announced, and it is over. */
function withNote(announced: AnnouncedStore, note: AnnouncedStore): AnnouncedStore {
  return {
    read: async () => [...(await announced.read()), ...(await note.read())],
    write: async (state) => {
      await announced.write(state)
      if ((await note.read()).length > 0) await note.write([])
    },
  }
}

function isSame(a: AlertState, b: AlertState): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index])
}

function alertFacts(
  { condition, reason, plannedAt, facts, sinkFailures = [] }: Standing,
  { skewMs }: NoticesOptions,
): Omit<AlertFacts, 'consumerUnproven'> {
  return {
    condition,
    reason,
    sinkFailures,
    skewMs: skewMs(),
    ...(plannedAt !== undefined && { plannedAt }),
    ...(facts?.expiry.kind === 'at' && { expiresAt: facts.expiry.at }),
    ...(facts?.dataAccessExpiresAt !== undefined && { dataAccessExpiresAt: facts.dataAccessExpiresAt }),
  }
}

type Told = Pick<Standing, 'facts' | 'profile' | 'plannedAt'>

async function tell(options: NoticesOptions, standing: Told, announcement: Announcement): Promise<void> {
  const { profile } = standing
  const facts = sentenceFacts(options, standing)
  const event = announce(announcement, {
    id: options.randomId(),
    language: options.language,
    format: options.format,
    facts,
    ...(profile && { accountId: profile.id }),
  })
  options.onEvent?.(event)
  options.record?.(event, toldFacts(announcement, facts))
  if (options.notify === undefined) return
  const hook = { command: options.notify, env: options.environment }
  const told = await runNotifyHook(event, hook, { clock: options.host, spawn: options.spawn })
  if (told.kind === 'failed') {
    options.say(hookFailureText(told.failure, told.complaint, options.language))
  }
}

function sentenceFacts({ now, skewMs }: NoticesOptions, { facts, profile, plannedAt }: Told): SentenceFacts {
  return {
    now: now(),
    username: profile?.username,
    expiresAt: facts?.expiry.kind === 'at' ? facts.expiry.at : undefined,
    dataAccessExpiresAt: facts?.dataAccessExpiresAt,
    plannedAt,
    skewMs: skewMs(),
  }
}
