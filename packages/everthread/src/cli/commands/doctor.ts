/** `everthread doctor`: everything that could be wrong, with the remedy for each. Changes nothing. */
import { diagnose, exitCodeOfFindings } from '../../doctor/diagnose.ts'
import { thisHost } from '../../doctor/host.ts'
import { doctorJson, doctorLines } from '../../doctor/report.ts'
import type { CommandContext } from '../command-context.ts'
import type { ExitCode } from '../exit-code.ts'
import type { EnvOptions } from '../token-source.ts'

export async function runDoctor(context: CommandContext, options: EnvOptions): Promise<ExitCode> {
  const findings = await diagnose(context, options, thisHost())
  const { terminal, format, config, clock, json } = context
  const speaker = { language: config.language, format, now: clock.now() }
  if (json) terminal.out(JSON.stringify(doctorJson(findings, speaker)))
  else for (const line of doctorLines(findings, speaker, terminal.style)) terminal.out(line)
  return exitCodeOfFindings(findings)
}
