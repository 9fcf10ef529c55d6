/** What `run` and `serve` say while they work: one line for each thing that happens; NDJSON with `--json`. */
import type { Round } from '../keeper/round.ts'
import { toIso } from '../time/clock.ts'
import { describeSupervisorEvent } from '../supervisor/supervisor-words.ts'
import type { SupervisorEvent } from '../supervisor/supervisor-event.ts'
import type { CommandContext } from './command-context.ts'
import { accountJson, tokenJson } from './json/token-json.ts'
import { nameOf, sentenceFor } from './sentence.ts'

export interface LifeLines {
  round(round: Round): void
  supervisor(event: SupervisorEvent): void
  /** Anything else worth a line. */
  say(kind: string, message: string): void
}

export interface LifeLinesOptions {
  /** Where NDJSON goes: `run` leaves stdout to its child. */
  readonly jsonTo: 'stdout' | 'stderr'
}

export function lifeLines(context: CommandContext, { jsonTo }: LifeLinesOptions): LifeLines {
  const { terminal, json, clock, config } = context
  /** By account; a file that nobody adopted has none. */
  const lastRounds = new Map<string | undefined, string>()
  const line = (kind: string, message: string, fields: object = {}): void => {
    const at = toIso(clock.now())
    if (!json) return terminal.say(`${terminal.style.dim(at.slice(0, 16).replace('T', ' '))}  ${message}`)
    const text = JSON.stringify({ schema: 'everthread/line@1', at, kind, message, ...fields })
    if (jsonTo === 'stdout') terminal.out(text)
    else terminal.say(text)
  }
  return {
    round: (round) => {
      const { profile, facts, written, outcome, reason } = round
      const message = roundMessage(context, round)
      const marked = json ? message : `${markOf(context, round)} ${message}`
      // A daily look that finds what the last one found is no news.
      const key = `${outcome}:${reason}:${facts?.fingerprint}`
      if (key === lastRounds.get(profile?.id) && outcome === 'not_due') return
      lastRounds.set(profile?.id, key)
      line('round', marked, {
        outcome,
        reason,
        account: accountJson(profile),
        ...(facts && { token: tokenJson(facts) }),
        written,
      })
    },
    supervisor: (event) => line(event.kind, describeSupervisorEvent(event, config.language), fieldsOf(event)),
    say: (kind, message) => line(kind, message),
  }
}

function roundMessage(context: CommandContext, round: Round): string {
  const { profile, facts, next, written, detail } = round
  const { message, remedy } = sentenceFor(context, round.reason, { profile, facts, decision: next })
  const name = nameOf(context, profile)
  const places = written.map(({ path, key }) => context.words.written(path, key)).join('; ')
  const parts = [name === '' ? message : `${name}: ${message}`, places, remedy, detail && `(${detail})`]
  return parts.filter((part) => part !== undefined && part !== '').join(' ')
}

/** In JSON's own spelling, as everywhere. */
function fieldsOf(event: SupervisorEvent): object {
  if (event.kind !== 'backing-off') return event
  const { delayMs, ...fields } = event
  return { ...fields, delay_ms: delayMs }
}

function markOf({ terminal: { style } }: CommandContext, { outcome }: Round): string {
  if (outcome === 'needs_person' || outcome === 'failed') return style.bad('●')
  return outcome === 'transient' || outcome === 'suspect' ? style.warn('●') : style.good('●')
}
