/**
 * The keeper beside a running command or a service: the data folder's accounts where there are any, and the `.env` alone
 * where nobody adopted it.
 */
import type { Notices } from '../alerts/notices.ts'
import { isLoopbackApi } from '../config/config.ts'
import { followApiClock } from '../service/follow-api-clock.ts'
import { findInstallation, type Installation } from '../service/installation.ts'
import { keepAccounts } from '../service/keep-accounts.ts'
import { keepEnvFile, type KeepEnvFileOptions } from '../service/keep-env-file.ts'
import type { Round } from '../keeper/round.ts'
import { envFileExists, realEnvPath } from '../sinks/env-file-sink.ts'
import { listAccounts } from '../store/accounts.ts'
import { recallSkew } from '../service/remember-skew.ts'
import { findSink } from '../store/sinks.ts'
import { nextDueAt } from '../store/work.ts'
import type { Millis, Ticks } from '../time/clock.ts'
import type { CommandContext } from './command-context.ts'
import { explainFailure } from './explain-failure.ts'
import { CALL_LIMIT_MS } from './keeper-for.ts'
import type { LifeLines } from './life-lines.ts'
import { noticesFor, type NoticeOptions } from './notices.ts'
import { type EnvPlace, findAppSecret, readableToken } from './token-source.ts'

export interface Keeping extends AsyncDisposable {
  /** Resolves after the first round over the `.env` (or over what was due), however it ended. */
  readonly firstRound: Promise<void>
  /** Resolves when a round has written something: the file is worth a look now. */
  nextWrite(): Promise<void>
  readonly lastTickAt: () => Ticks | undefined
  /** When something falls due next, where that is known. */
  readonly nextAt: () => Millis | undefined
  readonly installation: Installation | undefined
  readonly notices: Notices
  /** How many accounts or files are kept. */
  readonly kept: number
  /** Looks for due work now. */
  nudge(): void
  /** Aborts when the keeping ends. */
  readonly signal: AbortSignal
  stop(): void
}

export interface KeepingOrder {
  readonly place: EnvPlace
  readonly options: NoticeOptions
  readonly lines: LifeLines
}

export async function startKeeping(context: CommandContext, order: KeepingOrder): Promise<Keeping> {
  const installation = await findInstallation({ ...context, clock: context.host })
  const stop = new AbortController()
  const notices = noticesFor(context, order.options)
  const writes = createPulse()
  const first = Promise.withResolvers<void>()
  const parts = await startParts(context, {
    ...order,
    installation,
    notices,
    signal: AbortSignal.any([stop.signal, context.signal]),
    onRound: (round) => {
      order.lines.round(round)
      first.resolve()
      if (round.written.length > 0) writes.pulse()
    },
  })
  if (parts.every(({ isQuiet }) => isQuiet)) first.resolve()
  return {
    firstRound: first.promise,
    nextWrite: () => writes.next(),
    lastTickAt: () => stalest(parts),
    nextAt: () => parts.map(({ nextAt }) => nextAt()).find((at) => at !== undefined),
    installation,
    notices,
    kept: parts.reduce((sum, { kept }) => sum + kept, 0),
    nudge: () => {
      for (const part of parts) part.nudge()
    },
    signal: stop.signal,
    stop: () => stop.abort(),
    [Symbol.asyncDispose]: async () => {
      stop.abort()
      await Promise.all(parts.map(({ ended }) => ended))
      await installation?.[Symbol.asyncDispose]()
    },
  }
}

interface PartsOrder extends KeepingOrder {
  readonly installation: Installation | undefined
  readonly notices: Notices
  readonly signal: AbortSignal
  readonly onRound: (round: Round) => void
}

/** One loop that keeps something. */
interface Part {
  readonly kept: number
  readonly lastTickAt: () => Ticks | undefined
  readonly nextAt: () => Millis | undefined
  /** Nothing is due, so that no round will come soon. */
  readonly isQuiet: boolean
  readonly ended: Promise<void>
  nudge(): void
}

type Common = Omit<KeepEnvFileOptions, 'place' | 'onRound'>

async function startParts(context: CommandContext, order: PartsOrder): Promise<Part[]> {
  const { installation, place, notices, signal, onRound } = order
  const { config, host, clock, http, crashPoint } = context
  const appSecret = await findAppSecret(context, place, installation)
  const onTrouble = (error: unknown): void => {
    // What a stop interrupts is no trouble.
    if (!signal.aborted) order.lines.say('trouble', explainFailure(error).message)
  }
  const beforeTick = isLoopbackApi(config) ? followApiClock({ ...config, http, host, clock }) : undefined
  const common: Common = {
    config,
    host,
    clock,
    http,
    crashPoint,
    appSecret,
    notices,
    signal,
    onTrouble,
    callLimitMs: CALL_LIMIT_MS,
    ...(beforeTick && { beforeTick }),
  }
  const parts: Part[] = []
  const accounts = installation ? await listAccounts(installation.store.db) : []
  if (installation && accounts.length > 0) {
    const kept = accounts.length
    parts.push(await startAccounts(context, { common, installation, kept, onRound }))
  }
  if (!(await isAdopted(installation, place)) && readableToken(place)) {
    const loop = keepEnvFile({ ...common, place, onRound })
    parts.push({ ...loop, kept: 1, isQuiet: false, nudge: () => undefined })
  }
  return parts
}

interface AccountsOrder {
  readonly common: Common
  readonly installation: Installation
  readonly kept: number
  readonly onRound: (round: Round) => void
}

async function startAccounts(context: CommandContext, order: AccountsOrder): Promise<Part> {
  const { common, installation, kept, onRound } = order
  const { clock, host, pid } = context
  const { db } = installation.store
  await recallSkew(installation, { host, clock })
  await common.beforeTick?.()
  const dueAt = await nextDueAt(db)
  const node = `${pid}-${context.randomId()}`
  const embedded = keepAccounts({ ...common, installation, node, pid, onRound: (_, round) => onRound(round) })
  return {
    kept,
    lastTickAt: () => embedded.state().lastTickAt,
    nextAt: () => undefined,
    isQuiet: dueAt === undefined || dueAt > clock.now(),
    ended: embedded.ended,
    nudge: () => embedded.nudge(),
  }
}

async function isAdopted(installation: Installation | undefined, place: EnvPlace): Promise<boolean> {
  if (!installation || !envFileExists(place.path)) return false
  return (await findSink(installation.store.db, realEnvPath(place.path), place.key)) !== undefined
}

/** Health is that of the loop that ticked longest ago. */
function stalest(parts: readonly Part[]): Ticks | undefined {
  const ticks = parts.map(({ lastTickAt }) => lastTickAt())
  return ticks.includes(undefined) ? undefined : ticks.toSorted((a, b) => (a ?? 0) - (b ?? 0))[0]
}

/** Wakes whoever waits, once for each pulse. */
function createPulse(): { pulse(): void; next(): Promise<void> } {
  let waiting = Promise.withResolvers<void>()
  return {
    pulse: () => {
      waiting.resolve()
      waiting = Promise.withResolvers<void>()
    },
    next: () => waiting.promise,
  }
}
