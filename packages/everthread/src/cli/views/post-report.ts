/** How an action on a post ended: for a person, or with `--json` for a program. */
import type { CommandContext } from '../command-context.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { postJson } from '../json/post-json.ts'
import type { Told } from '../posts/outcome.ts'
import { type Problem, problemOf, problemOfFinding } from '../posts/say-trouble.ts'

export interface PostReport {
  readonly told: Told
  /** Of what was done. */
  readonly title: string
  /** What else is to be known: that a service is missing. */
  readonly notes?: readonly string[]
  /** Where it is not that of the outcome. */
  readonly exitCode?: ExitCode
}

/** `everthread/post@1`. */
export function reportPost(context: CommandContext, report: PostReport): ExitCode {
  const { told, exitCode = told.exitCode } = report
  const { language } = context.config
  const findings = told.findings.map((finding) => ({
    ...problemOfFinding(finding, language),
    level: finding.level,
  }))
  const problems = told.trouble ? [problemOf(told.trouble, language)] : []
  if (context.json) {
    const document = {
      schema: 'everthread/post@1',
      ok: told.trouble === undefined && exitCode === EXIT.done,
      ...(told.post && { post: postJson(told.post, language) }),
      findings,
      notes: report.notes ?? [],
      problems,
    }
    context.terminal.out(JSON.stringify(document))
  } else show(context, report, [...problems, ...findings])
  return exitCode
}

function show(
  context: CommandContext,
  { told, title, notes = [], exitCode }: PostReport,
  problems: readonly Problem[],
): void {
  const { style } = context.terminal
  const isDone = told.trouble === undefined
  const mark = !isDone
    ? style.bad('●')
    : (exitCode ?? EXIT.done) === EXIT.done
      ? style.good('●')
      : style.warn('●')
  if (isDone || told.trouble?.kind === 'rules_broken' || told.post?.state === 'draft')
    context.terminal.out(`${mark} ${style.strong(title)}`)
  for (const { message, remedy } of problems) {
    context.terminal.say(style.warn(message))
    if (remedy !== undefined) context.terminal.say(remedy)
  }
  for (const note of notes) context.terminal.say(note)
}
