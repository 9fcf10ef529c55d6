/** What is wrong with the aftermath of a kill, judged by the promises of DESIGN §2 and §5. Nothing, if they are kept. */
import type { Announced } from '../support/notify-log.ts'
import type { Aftermath } from './crash-once.ts'
import type { CrashCase } from './crash-plan.ts'

/** The one loss that nobody can prevent: Meta revoked the old token, and died with its answer in our hands. */
export function mustBeLost({ step, revokeOld }: Pick<CrashCase, 'step' | 'revokeOld'>): boolean {
  return revokeOld && step === 'answer-received'
}

export function complaintsAbout(crashCase: CrashCase, after: Aftermath): string[] {
  const lost = mustBeLost(crashCase)
  return [
    ...(after.killedBy === 'SIGKILL' ? [] : [`the step was not reached (${after.killedBy})`]),
    ...(after.afterKill.token === 'torn' ? ['the .env was torn by the kill'] : []),
    ...(after.afterKill.token === 'unknown' ? ['the kill left a value that Meta never made'] : []),
    ...(!crashCase.revokeOld && after.afterKill.token === 'dead' ? ['the kill left a dead token'] : []),
    ...(lost ? lossComplaints(after) : savedComplaints(after)),
    ...(after.leftovers.length > 0 ? [`left lying: ${after.leftovers.join(', ')}`] : []),
    ...renewalComplaints(crashCase, after),
  ]
}

export function lossComplaints({ recovery, announced, atEnd }: Aftermath): string[] {
  const told = grave(announced)
  return [
    ...(recovery.code === 3 &&
    recovery.outcome === 'needs_person' &&
    recovery.reason === 'renewal-answer-lost'
      ? []
      : [`the loss was reported as ${JSON.stringify(recovery)}`]),
    ...(told.length === 1 && told[0]?.reason === 'renewal-answer-lost'
      ? []
      : [`the loss was announced as ${JSON.stringify(told)}`]),
    ...(atEnd.token === 'dead' ? [] : [`a lost token is ${atEnd.token}`]),
  ]
}

export function savedComplaints({ recovery, announced, atEnd, storeAgrees }: Aftermath): string[] {
  return [
    ...(recovery.code === 0 ? [] : [`the next run ended with ${JSON.stringify(recovery)}`]),
    ...(atEnd.token === 'alive' ? [] : [`in the end the token was ${atEnd.token}`]),
    ...(atEnd.isFresh ? [] : ['in the end the token was not the renewed one']),
    ...(storeAgrees ? [] : ['the data folder holds another token than the file']),
    ...(grave(announced).length > 0 ? [`a false alarm: ${JSON.stringify(grave(announced))}`] : []),
  ]
}

/** Recovery asks; it renews again only where nothing of the first renewal is left. */
function renewalComplaints(crashCase: CrashCase, { renewals }: Aftermath): string[] {
  const expected = crashCase.step === 'answer-received' && !crashCase.revokeOld ? 2 : 1
  return renewals === expected ? [] : [`Meta was asked for ${renewals} renewals instead of ${expected}`]
}

function grave(announced: readonly Announced[]): Announced[] {
  return announced.filter(({ severity }) => severity !== 'info')
}
