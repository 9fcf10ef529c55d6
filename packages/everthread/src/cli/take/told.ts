/** What taking a token over comes to, in words and exit codes: one table for `adopt` and `connect`. */
import type { Profile } from '../../keeper/api.ts'
import type { Decision, TokenFacts } from '../../keeper/facts.ts'
import type { Reason } from '../../keeper/reasons.ts'
import type { WrittenTo } from '../../keeper/round.ts'
import type { CommandContext } from '../command-context.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { missingScopes, type ProblemJson } from '../json/token-json.ts'
import { nameOf, type Spoken, sentenceFor } from '../sentence.ts'
import type { EnvPlace } from '../token-source.ts'
import type { Proven, Refused } from './prove-token.ts'
import type { TakenOver, Taking } from './take-over.ts'

export interface Told {
  readonly exitCode: ExitCode
  readonly title: string
  readonly profile?: Profile | undefined
  readonly facts?: TokenFacts | undefined
  readonly decision?: Decision | undefined
  readonly decisionMessage: string
  readonly written?: WrittenTo | undefined
  /** Good to know, nothing to do. */
  readonly notes: readonly string[]
  readonly problems: readonly ProblemJson[]
  /** Only a person helps a dead token, in one of three ways. */
  readonly isDead: boolean
}

export interface Telling {
  readonly outcome: Taking | Refused
  /** What the token was before it was taken over. */
  readonly proven?: Proven | undefined
  readonly place?: EnvPlace | undefined
  /** The key is set in the environment too, to something else. */
  readonly shadowed?: boolean
  /** How a success is called. */
  readonly title: (name: string) => string
}

export function tell(context: CommandContext, telling: Telling): Told {
  const { outcome, place, proven } = telling
  switch (outcome.kind) {
    case 'taken_over':
      return tellTaken(context, telling, outcome)
    case 'refused':
      return tellRefused(context, outcome, place)
    case 'other_user':
      return tellProblem(context, {
        exitCode: EXIT.needsPerson,
        profile: proven?.profile,
        facts: proven?.facts,
        problem: problemOf(context, 'other-user', {
          profile: outcome.owner,
          found: proven?.profile,
          ...place,
        }),
      })
    case 'unclear': {
      const problem = problemOf(context, outcome.reason, { ...place })
      return { ...tellProblem(context, { exitCode: EXIT.transient, problem }), notes: [outcome.detail] }
    }
    default:
      return outcome satisfies never
  }
}

function tellTaken(context: CommandContext, { proven, title, shadowed }: Telling, taken: TakenOver): Told {
  const { words } = context
  const { how, profile, facts, decision, written, switchedFrom, unwritten } = taken
  const name = nameOf(context, profile)
  const titles = {
    new_account: title,
    new_token: title,
    again: words.keptAlready,
    kept_current: words.currentStays,
  }
  return {
    exitCode: unwritten ? EXIT.failed : EXIT.done,
    title: titles[how](name),
    profile,
    facts,
    decision,
    decisionMessage: sentenceFor(context, decision.reason, { profile, facts, decision }).message,
    written,
    notes: [
      ...(proven?.how === 'exchanged' ? [words.exchangedFirst] : []),
      ...(how === 'kept_current' ? [words.currentStaysWhy] : []),
      ...(switchedFrom && written ? [words.switched(written.path, nameOf(context, switchedFrom))] : []),
      ...(unwritten ? [unwritten.detail] : []),
      ...placeNotes(context, taken),
      ...(shadowed && written ? [words.bothSources(written.key)] : []),
    ],
    problems: [
      ...(unwritten
        ? [
            {
              code: 'renewed-not-written',
              message: words.unwritten(unwritten.path),
              remedy: words.unwrittenRemedy,
            },
          ]
        : []),
      ...factProblems(context, facts),
    ],
    isDead: false,
  }
}

function placeNotes({ words, format, config }: CommandContext, taken: TakenOver): string[] {
  const { written, unwritten, otherPlaces } = taken
  if (otherPlaces.length > 0) return [words.otherPlaces(format.list(otherPlaces))]
  return written || unwritten ? [] : [words.inDataFolder(config.dataDir)]
}

function factProblems(context: CommandContext, facts: TokenFacts): ProblemJson[] {
  const missing = missingScopes(facts)
  const grantEnd = facts.dataAccessExpiresAt
  return [
    ...(missing.length > 0 ? [problemOf(context, 'scope-missing', { missing })] : []),
    ...(grantEnd !== undefined && grantEnd <= context.clock.now()
      ? [problemOf(context, 'data-access-expired', { facts })]
      : []),
  ]
}

function tellRefused(context: CommandContext, refused: Refused, place: EnvPlace | undefined): Told {
  const { reason, profile, facts } = refused
  const problem = problemOf(context, reason, { profile, facts, ...place })
  const told = tellProblem(context, { exitCode: EXIT.needsPerson, profile, facts, problem })
  const isDead = reason !== 'short-lived-no-secret' && reason !== 'app-secret-wrong'
  return { ...told, decision: { kind: 'needs_person', reason }, decisionMessage: problem.message, isDead }
}

interface Problem extends Pick<Told, 'exitCode' | 'profile' | 'facts'> {
  readonly problem: ProblemJson
}

function tellProblem(context: CommandContext, { problem, ...known }: Problem): Told {
  const { words } = context
  const name = nameOf(context, known.profile)
  const title = known.exitCode === EXIT.transient ? words.unclear(name) : words.notTaken(name)
  return { ...known, title, decisionMessage: problem.message, notes: [], problems: [problem], isDead: false }
}

function problemOf(context: CommandContext, reason: Reason, spoken: Spoken): ProblemJson {
  const { message, remedy } = sentenceFor(context, reason, spoken)
  return { code: reason, message, ...(remedy !== undefined && { remedy }) }
}
