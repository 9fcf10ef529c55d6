/**
 * The demo's time does not flow: it stands still while anything is in flight, and jumps to the next due row when nothing
 * is. Real pauses are for the reader.
 */
import type { Kysely } from 'kysely'
import type { LifeLines } from '../cli/life-lines.ts'
import type { Service } from '../service/service.ts'
import { listAccounts } from '../store/accounts.ts'
import { isAnyHeld } from '../store/claims.ts'
import { listGenerations } from '../store/generations.ts'
import type { Schema } from '../store/schema.ts'
import { nextDueAt, NEVER_DUE } from '../store/work.ts'
import { DAY, SECOND } from '../time/duration.ts'
import type { DemoStory } from './demo-story.ts'
import type { DemoWorld } from './demo-world.ts'
import type { demoWords } from './demo-words.ts'

export interface StepOptions {
  readonly world: DemoWorld
  readonly db: Kysely<Schema>
  readonly service: Service
  readonly lines: LifeLines
  readonly words: ReturnType<typeof demoWords>
  readonly story: DemoStory
  readonly signal: AbortSignal
}

const READ_MS = 2.5 * SECOND
const POLL_MS = 20

export async function stepClock(options: StepOptions): Promise<void> {
  const { world, service, lines, words, story, signal } = options
  const { context, sandbox } = world
  let announcedFor = -1
  let newest = 0
  await context.host.sleep(READ_MS, signal)
  while (!signal.aborted) {
    const state = await quietState(options)
    if (!state) continue
    if (state.generation !== newest) {
      newest = state.generation
      // The consumer's restart and its proof are in flight: time stands still for them.
      await context.host.sleep(READ_MS, signal)
      continue
    }
    if (state.needsPerson) {
      await context.host.sleep(READ_MS, signal)
      story.personIsNeeded()
      await context.host.sleep(READ_MS, signal)
      continue
    }
    if (announcedFor !== state.generation) {
      announcedFor = state.generation
      const leftMs = (state.plannedAt ?? state.dueAt) - context.clock.now()
      lines.say('next', words.next(context.format.duration(leftMs)))
      await context.host.sleep(READ_MS, signal)
      await story.beforeJump(state.generation - 1)
    }
    sandbox.clock.set(Math.min(state.dueAt, context.clock.now() + DAY))
    service.nudge()
  }
}

interface QuietState {
  readonly dueAt: number
  readonly plannedAt?: number
  readonly generation: number
  readonly needsPerson: boolean
}

/** `undefined` while something is due or held. */
async function quietState({ world, db, signal }: StepOptions): Promise<QuietState | undefined> {
  const { context } = world
  await context.host.sleep(POLL_MS, signal)
  const [account] = await listAccounts(db)
  const dueAt = await nextDueAt(db)
  const held = await isAnyHeld(db)
  if (
    !account?.decision ||
    held ||
    dueAt === undefined ||
    dueAt <= context.clock.now() ||
    dueAt === NEVER_DUE
  )
    return undefined
  const [newest] = await listGenerations(db, account.id)
  const { decision } = account
  return {
    dueAt,
    generation: newest?.number ?? 1,
    needsPerson: decision.kind === 'needs_person',
    ...(decision.kind === 'wait' &&
      decision.reason === 'fresh' &&
      decision.at !== undefined && { plannedAt: decision.at }),
  }
}
