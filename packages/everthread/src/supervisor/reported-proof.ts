/**
 * The proof `reported`: the application is asked (`--prove COMMAND|URL`), and answers the fingerprint of the token that
 * it uses. It is not told what the right answer would be: the command's environment has neither the fingerprint nor the
 * key. It is asked again until it answers right, because an application needs time to come up; the limit is for all of
 * it together.
 */
import type { Clock } from '../time/clock.ts'
import { errorCode } from './error-code.ts'
import type { ProcessHost, Stream } from './process-host.ts'
import type { Proof, Unproven } from './proof.ts'
import { runShellLine } from './shell-command.ts'

export type Prove =
  | { readonly kind: 'command'; readonly command: string }
  | { readonly kind: 'url'; readonly url: string }

export function parseProve(text: string): Prove {
  return /^https?:\/\//i.test(text) ? { kind: 'url', url: text } : { kind: 'command', command: text }
}

/** The part of `fetch` that is needed. */
export type ProveFetch = (
  url: string,
  init: { readonly signal: AbortSignal; readonly headers: Readonly<Record<string, string>> },
) => Promise<{ readonly ok: boolean; readonly status: number; text(): Promise<string> }>

export const REPORT_LIMIT_MS = 10_000
const ASK_EVERY_MS = 250

export interface ReportQuestion {
  readonly prove: Prove
  readonly fingerprint: string
  /** For the command. */
  readonly environment: Readonly<Record<string, string>>
  readonly stderr: Stream
}

export interface ReportSurroundings {
  readonly host: ProcessHost
  readonly clock: Clock
  readonly fetch: ProveFetch
  readonly signal: AbortSignal
}

/** After an abort the answer is whatever was heard last. */
export async function proveByReport(question: ReportQuestion, given: ReportSurroundings): Promise<Proof> {
  const limit = new AbortController()
  const over = AbortSignal.any([limit.signal, given.signal])
  const timer = given.clock.sleep(REPORT_LIMIT_MS, over).then(() => limit.abort())
  let last: Unproven = { kind: 'unproven', reason: 'prove-timed-out' }
  while (!over.aborted) {
    const answer = await ask(question, { ...given, signal: over })
    if (answer.kind === 'reported') {
      limit.abort()
      await timer
      return answer
    }
    // What was heard before says more than a question that the limit cut off.
    if (answer.kind === 'unproven') last = answer
    await given.clock.sleep(ASK_EVERY_MS, over)
  }
  return last
}

type Answer = Unproven | { readonly kind: 'reported' } | { readonly kind: 'cut-off' }

function ask(question: ReportQuestion, given: ReportSurroundings): Promise<Answer> {
  const { prove } = question
  return prove.kind === 'command'
    ? askCommand(prove.command, { question, given })
    : askUrl(prove.url, { question, given })
}

interface Asking {
  readonly question: ReportQuestion
  readonly given: ReportSurroundings
}

async function askCommand(line: string, { question, given }: Asking): Promise<Answer> {
  const { environment, stderr, fingerprint } = question
  const stdio = { stdin: 'ignore', stdout: 'capture', stderr } as const
  const outcome = await runShellLine({ line, environment, stdio, limitMs: REPORT_LIMIT_MS }, given)
  if (outcome.kind !== 'ended') return { kind: 'cut-off' }
  const { end, output } = outcome
  if (end.kind === 'exited' && end.code === 0) return judge(output, fingerprint)
  const detail =
    end.kind === 'exited' ? `exit ${end.code}` : end.kind === 'signalled' ? end.signal : end.error
  return { kind: 'unproven', reason: 'prove-failed', detail }
}

async function askUrl(url: string, { question, given }: Asking): Promise<Answer> {
  try {
    const response = await given.fetch(url, { signal: given.signal, headers: { accept: 'text/plain' } })
    // Read in every case: an answer that is not read keeps its connection.
    const body = await response.text()
    if (!response.ok) return { kind: 'unproven', reason: 'prove-failed', detail: `HTTP ${response.status}` }
    return judge(body, question.fingerprint)
  } catch (error) {
    if (given.signal.aborted) return { kind: 'cut-off' }
    return { kind: 'unproven', reason: 'prove-unreachable', detail: errorCode(error) }
  }
}

/** The wrong answer is not repeated anywhere: it may be a token. */
function judge(answer: string, fingerprint: string): Answer {
  return answer.trim() === fingerprint
    ? { kind: 'reported' }
    : { kind: 'unproven', reason: 'prove-answered-other' }
}
