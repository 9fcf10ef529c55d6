/** The lines that show one token to a person. */
import type { Decision, TokenFacts } from '../../keeper/facts.ts'
import { kindOf } from '../../keeper/lifetime.ts'
import type { Reason } from '../../keeper/reasons.ts'
import type { CommandContext } from '../command-context.ts'
import { missingScopes } from '../json/token-json.ts'

export interface Card {
  readonly facts?: TokenFacts | undefined
  readonly decision?: Decision | undefined
  /** A path and a key, or another place. */
  readonly place?: string | undefined
}

export function tokenCard(context: CommandContext, { facts, decision, place }: Card): string[] {
  const { words, terminal } = context
  const { labels } = words
  const rows: [string, string][] = []
  if (place !== undefined) rows.push([labels.file, place])
  if (facts) {
    rows.push([labels.token, facts.fingerprint])
    // Of a dead token nothing is left to be told.
    if (decision?.kind !== 'needs_person' || facts.expiry.kind !== 'unknown') {
      rows.push([labels.kind, words.kinds[kindOf(facts)]], [labels.expires, expiryText(context, facts)])
    }
    if (facts.dataAccessExpiresAt !== undefined)
      rows.push([labels.grant, when(context, facts.dataAccessExpiresAt)])
    if (facts.scopes) rows.push([labels.scopes, facts.scopes.join(', ')])
    const missing = missingScopes(facts)
    if (missing.length > 0) rows.push([labels.missing, terminal.style.warn(missing.join(', '))])
  }
  if (decision) rows.push([labels.next, nextText(context, decision)])
  const width = Math.max(...rows.map(([label]) => label.length))
  return rows.map(([label, text]) => `  ${terminal.style.dim(label.padEnd(width))}  ${text}`)
}

function expiryText(context: CommandContext, { expiry }: TokenFacts): string {
  const { words, format, clock } = context
  if (expiry.kind === 'never') return words.never
  if (expiry.kind === 'unknown') return words.notKnown
  const leftMs = expiry.at - clock.now()
  const instant = format.instant(expiry.at)
  return leftMs > 0
    ? words.expiresAt(instant, format.duration(leftMs))
    : words.expiredAt(instant, format.duration(-leftMs))
}

function when(context: CommandContext, at: NonNullable<TokenFacts['dataAccessExpiresAt']>): string {
  const { words, format, clock } = context
  const leftMs = at - clock.now()
  return leftMs > 0
    ? words.expiresAt(format.instant(at), format.duration(leftMs))
    : words.expiredAt(format.instant(at), format.duration(-leftMs))
}

/** What is waited for is the renewal itself, and not another look. */
const UNTIL_RENEWAL: ReadonlySet<Reason> = new Set(['fresh', 'too-young', 'renewed-recently', 'rolled-back'])

function nextText(context: CommandContext, decision: Decision): string {
  const { words, format, clock } = context
  if (decision.kind !== 'wait') return words.next[decision.kind]
  if (decision.at === undefined) return words.next.nothing
  const instant = format.instant(decision.at)
  const left = format.duration(decision.at - clock.now())
  return UNTIL_RENEWAL.has(decision.reason)
    ? words.next.wait(instant, left)
    : words.next.waitUntil(instant, left)
}
