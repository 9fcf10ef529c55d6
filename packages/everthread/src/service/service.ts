/**
 * The composition root (DESIGN §3): what `run` starts beside its command, and `serve` for itself. It keeps the accounts of
 * the data folder where there are any, and the `.env` alone where nobody adopted it.
 */
import type { Secret } from '@everthread/client'
import { type Config, isLoopbackApi } from '../config/config.ts'
import type { RawEnv } from '../config/env.ts'
import type { Dispatch } from '../dispatch/dispatch.ts'
import type { EnvLoop } from '../keeper/env-loop.ts'
import type { Round } from '../keeper/round.ts'
import type { HttpFetch } from '../net/http-fetch.ts'
import { createPooledFetch } from '../net/pooled-fetch.ts'
import { realEnvPath } from '../sinks/env-file-sink.ts'
import { countAccounts } from '../store/accounts.ts'
import { findSink } from '../store/sinks.ts'
import { followApiClock } from './follow-api-clock.ts'
import { type Health, healthOf } from './health.ts'
import { findInstallation, type Installation } from './installation.ts'
import { type InstalledMedia, openMedia } from './installed-media.ts'
import { keepAccounts } from './keep-accounts.ts'
import { keepEnvFile, type KeepEnvFileOptions } from './keep-env-file.ts'
import type { Keeping } from './keeping.ts'
import { postSurroundings } from './post-surroundings.ts'
import { recallSkew } from './remember-skew.ts'

type EnvFile = KeepEnvFileOptions['place'] & { readonly holdsToken: boolean }

export interface ServiceOptions extends Omit<Keeping, 'findAppSecret' | 'beforeTick'> {
  readonly config: Config
  readonly raw: RawEnv
  readonly pid: number
  readonly randomId: () => string
  readonly envFile: EnvFile
  readonly findAppSecret: (installation: Installation | undefined) => Promise<Secret | undefined>
  readonly onRound: (round: Round) => void
  /** Put around the calls of the loops, whichever way they take. */
  readonly measure?: (http: HttpFetch) => HttpFetch
}

export interface Service extends AsyncDisposable {
  /** The data folder, where there is one. */
  readonly installation: Installation | undefined
  /** Of the data folder. */
  readonly media: InstalledMedia | undefined
  /** How many accounts or files are kept. */
  readonly kept: number
  /** Resolves after the first round over the token of the `.env`. */
  readonly firstRound: Promise<void>
  /** Resolves when a round has written something: the file is worth a look now. */
  nextWrite(): Promise<void>
  health(): Promise<Health>
  /** Looks for due work now. */
  nudge(): void
  /** Aborts when the service ends. */
  readonly signal: AbortSignal
  stop(): void
}

export async function createService(options: ServiceOptions): Promise<Service> {
  const { envFile, host, onRound, measure = (unmeasured) => unmeasured } = options
  const stop = new AbortController()
  const signal = AbortSignal.any([stop.signal, options.signal])
  await using opened = new AsyncDisposableStack()
  const installation = opened.use(await findInstallation({ ...options, clock: host }))
  const pooled = opened.use(createPooledFetch({ direct: options.http, proxies: options.config.proxies }))
  const owner = await ownerOf(envFile, installation)
  const first = Promise.withResolvers<void>()
  const writes = createPulse()
  const hear = (by: string, round: Round): void => {
    onRound(round)
    if (by === (owner ?? envFile.path)) first.resolve()
    if (round.written.length > 0) writes.pulse()
  }
  const media = installation && opened.use(await openMedia({ ...options, installation }))
  const posts = installation && media && postSurroundings({ ...options, installation, media })
  const loops = await startLoops(
    { ...options, ...(posts && { posts }), http: measure(pooled), signal },
    { installation, owner, hear },
  )
  const swept = media?.keepSwept(signal)
  opened.defer(async () => {
    stop.abort()
    await Promise.all([...loops.map(({ ended }) => ended), swept])
  })
  const resources = opened.move()
  const kept = loops.reduce((sum, loop) => sum + loop.kept, 0)
  return {
    installation,
    media,
    kept,
    firstRound: first.promise,
    nextWrite: () => writes.next(),
    health: () => healthOf({ installation, loops, kept }, host),
    nudge: () => {
      for (const loop of loops) loop.nudge?.()
    },
    signal,
    stop: () => stop.abort(),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

/** The account that was adopted from the file. */
async function ownerOf(
  { path, key }: EnvFile,
  installation: Installation | undefined,
): Promise<string | undefined> {
  const sink = installation && (await findSink(installation.store.db, realEnvPath(path), key))
  return sink?.accountId
}

interface Loop extends Pick<EnvLoop, 'lastTickAt' | 'ended'>, Partial<Pick<Dispatch, 'nudge'>> {
  readonly kept: number
}

interface Kept {
  readonly installation: Installation | undefined
  readonly owner: string | undefined
  /** `by` is an account's id, or the path of a file that nobody adopted. */
  readonly hear: (by: string, round: Round) => void
}

async function startLoops(options: ServiceOptions, { installation, owner, hear }: Kept): Promise<Loop[]> {
  const { envFile, pid, randomId } = options
  const keeping = keepingOf(options, installation)
  const loops: Loop[] = []
  const accounts = installation ? (await countAccounts(installation.store.db)).all : 0
  // Also where nothing is kept yet: an account can come at any time.
  if (installation) {
    await recallSkew(installation, keeping)
    const node = `${pid}-${randomId()}`
    const dispatch = await keepAccounts({ ...keeping, installation, node, pid, onRound: hear })
    loops.push({ ...dispatch, kept: accounts })
  }
  if (envFile.holdsToken && owner === undefined) {
    const onRound = (round: Round): void => hear(envFile.path, round)
    loops.push({ ...keepEnvFile({ ...keeping, place: envFile, onRound }), kept: 1 })
  }
  return loops
}

function keepingOf(options: ServiceOptions, installation: Installation | undefined): Keeping {
  const { config, signal, findAppSecret, onTrouble } = options
  return {
    ...options,
    findAppSecret: () => findAppSecret(installation),
    beforeTick: isLoopbackApi(config)
      ? followApiClock({ ...options, apiBaseUrl: config.apiBaseUrl })
      : undefined,
    onTrouble: (error) => {
      // What a stop interrupts is no trouble.
      if (!signal.aborted) onTrouble(error)
    },
  }
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
