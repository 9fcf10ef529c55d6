/** The proof `environment`: what every live process of the child's tree was executed with. */
import type { Clock, Ticks } from '../time/clock.ts'
import type { ChildTree } from './child-tree.ts'
import type { EnvironmentView, ProcessHost } from './process-host.ts'
import type { Proof } from './proof.ts'

const LOOK_EVERY_MS = 250

/**
 * A shell or a package runner takes its time until the application itself runs, and has the new value all the while: an
 * answer counts when it has stood for so long.
 */
export const STEADY_MS = 2000

/** A tree that does not come to rest by then is judged by the worst that was seen. */
const LONGEST_LOOK_MS = 8000

export interface EnvironmentQuestion {
  readonly key: string
  readonly value: string
  readonly tree: ChildTree
}

export interface EnvironmentSurroundings {
  readonly host: ProcessHost
  readonly clock: Clock
  readonly signal: AbortSignal
}

/** After an abort the answer is whatever was seen last. */
export async function proveByEnvironment(
  question: EnvironmentQuestion,
  { host, clock, signal }: EnvironmentSurroundings,
): Promise<Proof> {
  const begin = clock.ticks()
  let watched = firstOf(await look(question, host), begin)
  while (!signal.aborted) {
    const now = clock.ticks()
    if (now - watched.since >= STEADY_MS) return watched.proof
    if (now - begin >= LONGEST_LOOK_MS) return watched.worst ?? watched.proof
    await clock.sleep(LOOK_EVERY_MS, signal)
    watched = watchOn(watched, await look(question, host), clock.ticks())
  }
  return watched.proof
}

interface Watched {
  readonly proof: Proof
  readonly since: Ticks
  /** The last unproven answer so far. */
  readonly worst: Proof | undefined
}

function firstOf(proof: Proof, since: Ticks): Watched {
  return { proof, since, worst: proof.kind === 'unproven' ? proof : undefined }
}

function watchOn({ proof, since, worst }: Watched, next: Proof, at: Ticks): Watched {
  const same = verdictOf(proof) === verdictOf(next)
  return { proof: next, since: same ? since : at, worst: next.kind === 'unproven' ? next : worst }
}

/** Processes come and go without changing the answer. */
function verdictOf(proof: Proof): string {
  return proof.kind === 'unproven' ? proof.reason : proof.kind
}

async function look({ key, value, tree }: EnvironmentQuestion, host: ProcessHost): Promise<Proof> {
  const members = await tree.members()
  if (!members) return { kind: 'unproven', reason: 'environment-not-shown' }
  const looks = await Promise.all(
    members.map(async ({ pid }) => ({ pid, holds: holding(await host.environment(pid), { key, value }) })),
  )
  return judgeEnvironment(looks)
}

/** What one process has under the key. */
export type Holding = 'new' | 'other' | 'nothing' | 'gone' | 'unreadable' | 'not-shown'

/** Every occurrence counts: which one a program takes when there are two is its own affair. */
export function holding(view: EnvironmentView, { key, value }: { key: string; value: string }): Holding {
  if (view.kind === 'gone' || view.kind === 'unreadable') return view.kind
  if (view.kind === 'unsupported') return 'not-shown'
  const held = view.entries.filter((entry) => entry.startsWith(`${key}=`))
  if (held.length === 0) return 'nothing'
  return held.every((entry) => entry === `${key}=${value}`) ? 'new' : 'other'
}

export function judgeEnvironment(looks: readonly { readonly pid: number; readonly holds: Holding }[]): Proof {
  const having = (holds: Holding): readonly number[] =>
    looks.filter((look) => look.holds === holds).map(({ pid }) => pid)
  const other = having('other')
  if (other.length > 0) return { kind: 'unproven', reason: 'other-value', pids: other }
  if (having('not-shown').length > 0) return { kind: 'unproven', reason: 'environment-not-shown' }
  const unreadable = having('unreadable')
  if (unreadable.length > 0) return { kind: 'unproven', reason: 'environment-unreadable', pids: unreadable }
  const pids = having('new')
  return pids.length > 0 ? { kind: 'environment', pids } : { kind: 'unproven', reason: 'no-process-has-it' }
}
