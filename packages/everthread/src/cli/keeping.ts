/**
 * The keeper beside a running command or a service: the data folder's accounts where there are any, and the `.env` alone
 * where nobody adopted it.
 */
import { isLoopbackApi } from '../config/config.ts'
import { followApiClock } from '../follow-api-clock.ts'
import { findInstallation, type Installation } from '../installation.ts'
import { keepAccounts } from '../keep-accounts.ts'
import { keepEnvFile } from '../keep-env-file.ts'
import type { Round } from '../keeper/round.ts'
import { envFileExists, realEnvPath } from '../sinks/env-file-sink.ts'
import { listAccounts } from '../store/accounts.ts'
import { findSetting } from '../store/settings.ts'
import { findSink } from '../store/sinks.ts'
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
  const writes = createPulse()
  const first = Promise.withResolvers<void>()
  const parts = await startParts(context, {
    ...order,
    installation,
    signal: AbortSignal.any([stop.signal, context.signal]),
    onRound: (round) => {
      order.lines.round(round)
      first.resolve()
      if (round.written.length > 0) writes.pulse()
    },
  })
  if (parts.kept === 0) first.resolve()
  return {
    firstRound: first.promise,
    nextWrite: () => writes.next(),
    lastTickAt: () => parts.lastTickAt.map((read) => read()).find((at) => at !== undefined),
    nextAt: parts.nextAt,
    installation,
    kept: parts.kept,
    nudge: () => parts.nudge(),
    signal: stop.signal,
    stop: () => stop.abort(),
    [Symbol.asyncDispose]: async () => {
      stop.abort()
      await Promise.all(parts.ended)
      await installation?.[Symbol.asyncDispose]()
    },
  }
}

interface PartsOrder extends KeepingOrder {
  readonly installation: Installation | undefined
  readonly signal: AbortSignal
  readonly onRound: (round: Round) => void
}

interface Parts {
  readonly kept: number
  readonly lastTickAt: (() => Ticks | undefined)[]
  readonly nextAt: () => Millis | undefined
  readonly ended: Promise<void>[]
  nudge: () => void
}

async function startParts(context: CommandContext, order: PartsOrder): Promise<Parts> {
  const { installation, place, signal, onRound } = order
  const { config, host, clock, http, crashPoint } = context
  const notices = noticesFor(context, order.options)
  const appSecret = await findAppSecret(context, place, installation)
  const onTrouble = (error: unknown): void => order.lines.say('trouble', explainFailure(error).message)
  const beforeTick = isLoopbackApi(config) ? followApiClock({ ...config, http, host, clock }) : undefined
  const common = {
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
  const accounts = installation ? await listAccounts(installation.store.db) : []
  const parts: Parts = {
    kept: accounts.length,
    lastTickAt: [],
    nextAt: () => undefined,
    ended: [],
    nudge: () => undefined,
  }
  if (installation && accounts.length > 0) {
    const skew = await findSetting(installation.store.db, 'skew_ms')
    if (skew !== undefined) clock.learn(host.now() + Number(skew))
    const node = `${context.pid}-${context.randomId()}`
    const embedded = keepAccounts({
      ...common,
      installation,
      node,
      pid: context.pid,
      onRound: (_, round) => onRound(round),
    })
    parts.lastTickAt.push(() => embedded.state().lastTickAt)
    parts.ended.push(embedded.ended)
    parts.nudge = () => embedded.nudge()
  }
  if (!(await isAdopted(installation, place)) && readableToken(place)) {
    const loop = keepEnvFile({ ...common, place, onRound })
    parts.lastTickAt.push(loop.lastTickAt)
    parts.ended.push(loop.ended)
    return { ...parts, kept: parts.kept + 1, nextAt: loop.nextAt }
  }
  return parts
}

async function isAdopted(installation: Installation | undefined, place: EnvPlace): Promise<boolean> {
  if (!installation || !envFileExists(place.path)) return false
  return (await findSink(installation.store.db, realEnvPath(place.path), place.key)) !== undefined
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
