/** One kill, and what the next runs make of it. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprint, Secret } from '@everthread/client'
import { JOURNAL_FOLDER } from '../../packages/everthread/src/service/installation.ts'
import { documentOf, type Everthread } from '../support/everthread.ts'
import { type KeptEnv, keepEnv } from '../support/kept-env.ts'
import { lapseLeases } from '../support/lapse-leases.ts'
import { type Announced, createNotifyLog, type NotifyLog } from '../support/notify-log.ts'
import { callsOf, isFresh, type Verdict, verdictOn } from '../support/sandbox-calls.ts'
import { until } from '../support/until.ts'
import type { CrashCase, Way } from './crash-plan.ts'

/** What a `.env` holds, as far as its owner is concerned. */
export interface FileView {
  /** `torn`: a byte outside the value has changed. */
  readonly token: Verdict | 'torn'
  readonly isFresh: boolean
}

export interface Aftermath {
  /** `null` where the process ended by itself: the step was not reached. */
  readonly killedBy: string | null
  readonly afterKill: FileView
  readonly recovery: { readonly code: number | null; readonly outcome: unknown; readonly reason: unknown }
  readonly atEnd: FileView
  /** Files of the edit or of the journal that nobody has cleared away. */
  readonly leftovers: readonly string[]
  /** How often a renewal was asked for, the killed process included. */
  readonly renewals: number
  /** With a data folder: does it hold the very token that the file holds? */
  readonly storeAgrees: boolean
  /** Everything that a person heard, over every run after the kill. */
  readonly announced: readonly Announced[]
}

const RENEW = ['renew', '--env', '.env', '--json']

export async function crashOnce(everthread: Everthread, crashCase: CrashCase): Promise<Aftermath> {
  await using env = await keepEnv({
    text: crashCase.text,
    revokeOld: crashCase.revokeOld,
    adopted: crashCase.way === 'data-folder',
    hasTwoNames: crashCase.road === 'several-names',
  })
  const killedBy = await kill(everthread, env, crashCase)
  return await aftermath(everthread, env, { killedBy, way: crashCase.way })
}

async function kill(everthread: Everthread, env: KeptEnv, { step, road }: CrashCase): Promise<string | null> {
  const { sandbox, home } = env
  const isChanged = road === 'changed-meanwhile'
  // The first /me is the look, the second one tries the new token out: time for somebody else to write.
  if (isChanged) sandbox.faults.add({ endpoint: 'me', after: 1, fault: { kind: 'delay', ms: 150 } })
  await using renewing = everthread.start(home, RENEW, { env: { EVERTHREAD_CRASH_AT: step } })
  if (isChanged) {
    await until(() => callsOf(sandbox, 'me') === 2, 'the new token is tried out')
    env.append('ADDED=meanwhile')
  }
  return (await renewing.ended).signal
}

export async function aftermath(
  everthread: Everthread,
  env: KeptEnv,
  { killedBy, way }: { killedBy: string | null; way: Way },
): Promise<Aftermath> {
  const { sandbox, home } = env
  const afterKill = viewOf(env)
  const heard = createNotifyLog(home)
  const renew = [...RENEW, '--notify', heard.command]
  lapseLeases(home)
  const recovered = await everthread.run(home, renew)
  const { outcome, reason } = documentOf(recovered)
  const renewals = callsOf(sandbox, 'refresh_access_token')
  if (recovered.code !== 0) await runOn(everthread, env, heard)
  return {
    killedBy,
    afterKill,
    recovery: { code: recovered.code, outcome, reason },
    atEnd: viewOf(env),
    leftovers: [...env.leftovers(), ...journalsIn(env)],
    renewals,
    storeAgrees: way === 'env-alone' || (await storeAgrees(everthread, env)),
    announced: heard.events(),
  }
}

/** What cron does with a token that is lost: it goes on, at once and a day later. Nobody wants to hear of it again. */
async function runOn(everthread: Everthread, { sandbox, home }: KeptEnv, heard: NotifyLog): Promise<void> {
  await everthread.run(home, [...RENEW, '--notify', heard.command])
  sandbox.clock.advance('1d')
  await everthread.run(home, [...RENEW, '--notify', heard.command])
}

function viewOf(env: KeptEnv): FileView {
  const token = env.token()
  if (token === undefined) return { token: 'torn', isFresh: false }
  return { token: verdictOn(env.sandbox, token), isFresh: isFresh(env.sandbox, token) }
}

function journalsIn({ home }: KeptEnv): string[] {
  try {
    return readdirSync(join(home.dataDir, JOURNAL_FOLDER))
  } catch {
    return [] // No data folder.
  }
}

async function storeAgrees(everthread: Everthread, { home, ...env }: KeptEnv): Promise<boolean> {
  const { accounts } = documentOf(await everthread.run(home, ['status', '--json'])) as {
    accounts: [{ token: { fingerprint: string } }]
  }
  return accounts[0].token.fingerprint === fingerprint(new Secret(env.token() ?? ''))
}
