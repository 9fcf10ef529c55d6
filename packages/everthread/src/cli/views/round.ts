/** What one round over one token did, for a person. */
import type { Round } from '../../keeper/round.ts'
import type { CommandContext } from '../command-context.ts'
import { EXIT, exitCodeOf } from '../exit-code.ts'
import { nameOf, sentenceFor, type Spoken, sayIfSkewed } from '../sentence.ts'
import { tokenCard } from './token-card.ts'

export interface RoundView {
  /** The file that it is about, or what else the sentence is to be told with. */
  readonly spoken: Spoken
  /** Instead of the outcome's own. */
  readonly title?: string
  /** `talk`: standard output is taken by something else. */
  readonly to?: 'data' | 'talk'
}

export function showRound(context: CommandContext, round: Round, view: RoundView): void {
  const { terminal, words } = context
  const { style } = terminal
  const code = exitCodeOf(round.outcome)
  const mark =
    code === EXIT.done ? style.good('●') : code === EXIT.transient ? style.warn('●') : style.bad('●')
  const title = view.title ?? words.outcomes[round.outcome](nameOf(context, round.profile))
  const print = (line: string): void => (view.to === 'talk' ? terminal.say(line) : terminal.out(line))
  print(`${mark} ${style.strong(title)}`)
  for (const line of tokenCard(context, { facts: round.facts, decision: round.next })) print(line)
  for (const { path, key, changed } of round.written)
    print(`  ${changed ? words.written(path, key) : words.unchanged(path, key)}`)
  if (code !== EXIT.done) {
    const { message, remedy } = sentenceFor(context, round.reason, spokenOf(round, view))
    terminal.say(style.warn(message))
    if (remedy !== undefined) terminal.say(remedy)
    if (round.detail !== undefined) terminal.say(style.dim(round.detail))
  }
  sayIfSkewed(context)
}

/** `message` of the JSON. */
export function roundMessage(context: CommandContext, round: Round, view: RoundView): string {
  return sentenceFor(context, round.reason, spokenOf(round, view)).message
}

function spokenOf({ profile, facts, next }: Round, { spoken }: RoundView): Spoken {
  return { profile, facts, decision: next, ...spoken }
}
