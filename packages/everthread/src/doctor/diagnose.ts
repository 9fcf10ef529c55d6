/** All checks over what was gathered, in the order of the report. */
import type { CommandContext } from '../cli/command-context.ts'
import { EXIT, type ExitCode } from '../cli/exit-code.ts'
import { checkApp } from './check-app.ts'
import { checkClock, checkNode, checkSpace } from './check-computer.ts'
import { checkAccounts, checkEncryption, checkStore } from './check-data.ts'
import {
  checkContent,
  checkGit,
  checkLeftover,
  checkPrivacy,
  checkReadable,
  checkReplaceable,
} from './check-env-file.ts'
import { checkKeepers, checkLock } from './check-keepers.ts'
import { checkMedia } from './check-media.ts'
import { checkApi, checkCertificates, checkProxies } from './check-network.ts'
import { checkToken } from './check-token.ts'
import { type Ending, type Finding, FINDINGS } from './finding.ts'
import { type DoctorOptions, gather } from './gather.ts'
import type { Gathered } from './gathered.ts'
import type { DoctorHost } from './host.ts'

const CHECKS: readonly ((gathered: Gathered) => readonly Finding[])[] = [
  checkNode,
  checkSpace,
  checkClock,
  checkProxies,
  checkCertificates,
  checkApi,
  checkMedia,
  checkReadable,
  checkContent,
  checkGit,
  checkPrivacy,
  checkReplaceable,
  checkLeftover,
  checkApp,
  checkToken,
  checkStore,
  checkEncryption,
  checkAccounts,
  checkKeepers,
  checkLock,
]

export async function diagnose(
  context: CommandContext,
  options: DoctorOptions,
  host: DoctorHost,
): Promise<readonly Finding[]> {
  const gathered = await gather(context, options, host)
  return CHECKS.flatMap((check) => check(gathered))
}

/** What only a person can mend comes before what is wrong here, and that before what may pass by itself. */
const WORST_FIRST: readonly Ending[] = ['needsPerson', 'failed', 'transient']

export function exitCodeOfFindings(findings: readonly Finding[]): ExitCode {
  const endings = findings.map(({ code }) => {
    const weight = FINDINGS[code]
    return weight.level === 'problem' ? weight.ending : undefined
  })
  const worst = WORST_FIRST.find((ending) => endings.includes(ending))
  return worst === undefined ? EXIT.done : EXIT[worst]
}
