/** How taking a token over ended, for a person or, with `--json`, for a program. */
import { sayIfSkewed } from '../sentence.ts'
import type { CommandContext } from '../command-context.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { type TakeJson, takeJson } from '../json/take-json.ts'
import type { Told } from '../take/told.ts'
import { tokenCard } from './token-card.ts'
import { showWaysOut } from './ways-out.ts'

export function report(context: CommandContext, schema: TakeJson['schema'], told: Told): ExitCode {
  if (context.json) context.terminal.out(JSON.stringify(takeJson(schema, told)))
  else show(context, told)
  return told.exitCode
}

function show(context: CommandContext, told: Told): void {
  const { terminal, words } = context
  const { style } = terminal
  const { exitCode, title, facts, decision, written, notes, problems, isDead } = told
  const mark =
    exitCode === EXIT.done ? style.good('●') : exitCode === EXIT.transient ? style.warn('●') : style.bad('●')
  terminal.out(`${mark} ${style.strong(title)}`)
  for (const line of tokenCard(context, { facts, decision })) terminal.out(line)
  if (written?.changed) terminal.out(`  ${words.written(written.path, written.key)}`)
  for (const { message, remedy } of problems) {
    terminal.say(style.warn(message))
    if (remedy !== undefined) terminal.say(remedy)
  }
  for (const note of notes) terminal.say(style.dim(note))
  sayIfSkewed(context)
  if (isDead) showWaysOut(context)
}
