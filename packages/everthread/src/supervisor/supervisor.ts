/**
 * `everthread run`: a command, kept running with the token of the day. What happens next is decided in
 * `child-transition.ts`; here it is done. What a person or a log should hear goes through `onEvent`.
 *
 * How fast: between a new token and the old child's TERM lies one look at the processes, and the new child is started
 * as soon as nothing of the old one is left.
 */
import { fingerprint, type Secret } from '@everthread/client'
import type { Clock, Ticks } from '../time/clock.ts'
import type { ChildEffect, ChildFact, ChildPolicy, ChildState } from './child-states.ts'
import { type ChildStdio, type ChildSurroundings, RUN_ID_NAME, surroundingsOf } from './child-surroundings.ts'
import { transition } from './child-transition.ts'
import { type ChildTree, followTree } from './child-tree.ts'
import type { GroupChoice, ProcessHost, ProcessIdentity, StartedProcess } from './process-host.ts'
import type { Proof } from './proof.ts'
import { proveChild } from './prove-child.ts'
import type { Reload } from './reload.ts'
import type { Prove, ProveFetch } from './reported-proof.ts'
import type { Occasion, SupervisorEvent } from './supervisor-event.ts'
import { tellChild } from './tell-child.ts'

export interface SupervisorOptions {
  readonly command: readonly [string, ...string[]]
  /** What the command inherits. The token goes over whatever is under the key. */
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly key: string
  readonly token: Secret
  readonly reload: Reload
  readonly prove?: Prove
  readonly graceMs?: number
  /** `shared` when our standard input is a terminal: see `forward-signals.ts`. */
  readonly group?: GroupChoice
  /** The child owns all three unless something else is said. */
  readonly stdio?: ChildStdio
}

export interface SupervisorDependencies {
  readonly clock: Clock
  readonly host: ProcessHost
  /** For a `--prove` URL. */
  readonly fetch: ProveFetch
  /** A new random id; it marks the child's processes. */
  readonly newId: () => string
  readonly onEvent: (event: SupervisorEvent) => void
}

export interface Supervisor extends AsyncDisposable {
  /** The code that `run` should end with. Nothing of the child is left then, or `will-not-end` has said what is. */
  readonly ended: Promise<{ readonly code: number }>
  /** The token of the day. Nothing happens when the child has it. */
  deliver(token: Secret): void
  /** Ends the child's tree with this signal, after the grace with KILL, and with it the run. */
  stop(signal: NodeJS.Signals): void
  /** Hands on a signal that we got; the child may live on. */
  forward(signal: NodeJS.Signals): void
}

const GRACE_MS = 10_000
const LOOK_EVERY_MS = 50

/** Starts the command, in the next turn: nobody hears of it before they hold the supervisor. */
export function superviseChild(options: SupervisorOptions, dependencies: SupervisorDependencies): Supervisor {
  return new ChildSupervisor(options, dependencies)
}

interface Child {
  readonly started: StartedProcess
  /** Absent when it could not be started. */
  readonly live?: { readonly main: ProcessIdentity; readonly tree: ChildTree }
}

interface ProofOrder {
  readonly occasion: Occasion
  readonly fingerprint: string
}

interface OpenProof {
  readonly asked: ProofOrder
  readonly abort: AbortController
}

class ChildSupervisor implements Supervisor {
  readonly #options: SupervisorOptions
  readonly #dependencies: SupervisorDependencies
  readonly #policy: ChildPolicy
  readonly #surroundings: ChildSurroundings
  readonly #outcome = Promise.withResolvers<{ readonly code: number }>()
  readonly #waiting: { readonly fact: ChildFact; readonly token?: Secret }[] = []
  #playing = false
  #state: ChildState
  /** The one that the state knows as `wanted`. */
  #token: Secret
  #child: Child | undefined
  /** Aborted, with everything that was begun in it, when the state becomes another one. */
  #episode = new AbortController()
  /** No state needs two. */
  #timer = new AbortController()
  #proof: OpenProof | undefined

  constructor(options: SupervisorOptions, dependencies: SupervisorDependencies) {
    const { command, reload, group = 'own', graceMs = GRACE_MS, token } = options
    this.#options = options
    this.#dependencies = dependencies
    this.#policy = { command: command[0], reload, group, graceMs }
    this.#surroundings = surroundingsOf({ ...options, runId: dependencies.newId() })
    this.#token = token
    this.#state = { kind: 'idle', wanted: fingerprint(token) }
    this.#background(Promise.resolve().then(() => this.#take({ kind: 'begin', at: this.#now() })))
  }

  get ended(): Promise<{ readonly code: number }> {
    return this.#outcome.promise
  }

  deliver(token: Secret): void {
    this.#take({ kind: 'token', fingerprint: fingerprint(token), at: this.#now() }, token)
  }

  stop(signal: NodeJS.Signals): void {
    this.#take({ kind: 'stop', signal, at: this.#now() })
  }

  forward(signal: NodeJS.Signals): void {
    this.#take({ kind: 'signal', signal, at: this.#now() })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.stop('SIGTERM')
    await this.ended
  }

  /** One after the other: an effect may bring the next fact before the other effects of its step are played. */
  #take(fact: ChildFact, token?: Secret): void {
    this.#waiting.push({ fact, ...(token && { token }) })
    if (this.#playing) return
    this.#playing = true
    try {
      for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
        if (next.token) this.#token = next.token
        this.#step(next.fact)
      }
    } finally {
      this.#playing = false
    }
  }

  #step(fact: ChildFact): void {
    const before = this.#state
    const { state, effects } = transition(this.#policy, before, fact)
    this.#state = state
    if (state.kind !== before.kind) {
      this.#episode.abort()
      this.#episode = new AbortController()
    }
    for (const effect of effects) this.#play(effect)
  }

  #play(effect: ChildEffect): void {
    switch (effect.kind) {
      case 'start':
        return this.#start(effect.occasion)
      case 'signal-tree':
        return this.#background(this.#child?.live?.tree.signal(effect.signal))
      case 'kill-tree':
        return this.#background(this.#killTree(this.#episode.signal))
      case 'await-tree':
        return this.#background(this.#awaitTree(this.#episode.signal))
      case 'timer':
        return this.#background(this.#arm(effect))
      case 'reload':
        return this.#background(this.#reload(this.#episode.signal))
      case 'prove':
        return this.#background(this.#prove(effect))
      case 'abandon-proof':
        return this.#closeProof({ kind: 'unproven', reason: effect.reason })
      case 'say':
        return this.#dependencies.onEvent(effect.event)
      case 'end':
        return this.#outcome.resolve({ code: effect.code })
      default:
        return effect satisfies never
    }
  }

  #start(occasion: Occasion): void {
    const { host, onEvent } = this.#dependencies
    const { group } = this.#policy
    const { runId, stdio } = this.#surroundings
    const environment = { ...this.#freshEnvironment(), [RUN_ID_NAME]: runId }
    const started = host.start({ command: this.#options.command, environment, group, stdio })
    this.#background(started.ended.then((end) => this.#take({ kind: 'main-ended', end, at: this.#now() })))
    const main = started.identity
    this.#child = { started }
    if (!main) return
    this.#child = {
      started,
      live: { main, tree: followTree(host, { main, group, mark: `${RUN_ID_NAME}=${runId}` }) },
    }
    onEvent({ kind: 'started', occasion, pid: main.pid, fingerprint: fingerprint(this.#token) })
  }

  async #awaitTree(over: AbortSignal): Promise<void> {
    const child = this.#child
    await child?.started.ended
    while (!over.aborted && ((await child?.live?.tree.members()) ?? []).length > 0) {
      await this.#dependencies.clock.sleep(LOOK_EVERY_MS, over)
    }
    if (!over.aborted) this.#take({ kind: 'tree-gone', at: this.#now() })
  }

  async #killTree(over: AbortSignal): Promise<void> {
    const child = this.#child
    while (!over.aborted) {
      await child?.live?.tree.signal('SIGKILL')
      await this.#dependencies.clock.sleep(LOOK_EVERY_MS, over)
    }
  }

  async #arm({ timer, ms }: { timer: 'grace' | 'back-off' | 'quiet'; ms: number }): Promise<void> {
    this.#timer.abort()
    this.#timer = new AbortController()
    const over = AbortSignal.any([this.#timer.signal, this.#episode.signal])
    await this.#dependencies.clock.sleep(ms, over)
    const left = timer === 'grace' && !over.aborted ? await this.#child?.live?.tree.members() : undefined
    if (over.aborted) return
    const at = this.#now()
    if (timer === 'grace') this.#take({ kind: 'grace-over', left: (left ?? []).map(({ pid }) => pid), at })
    else this.#take({ kind: `${timer}-over`, at })
  }

  async #reload(over: AbortSignal): Promise<void> {
    const live = this.#child?.live
    if (!live) return
    const { talk } = this.#surroundings
    const failure = await tellChild(
      {
        reload: this.#policy.reload,
        pid: live.main.pid,
        environment: this.#freshEnvironment(),
        fingerprint: fingerprint(this.#token),
        talk,
      },
      { ...this.#dependencies, signal: over },
    )
    if (over.aborted) return
    if (failure) this.#dependencies.onEvent({ kind: 'reload-failed', failure })
    this.#take({ kind: 'reload-done', at: this.#now() })
  }

  async #prove(asked: ProofOrder): Promise<void> {
    const abort = new AbortController()
    this.#proof = { asked, abort }
    const tree = this.#child?.live?.tree
    // A command that could not be started has its end told in a moment, and that closes the proof.
    if (!tree) return
    const { key, prove } = this.#options
    const proof = await proveChild(
      { ...this.#surroundings, ...asked, tree, key, prove, value: this.#token.reveal() },
      { ...this.#dependencies, signal: abort.signal },
    )
    if (!abort.signal.aborted) this.#closeProof(proof)
  }

  #closeProof(proof: Proof): void {
    const open = this.#proof
    if (!open) return
    this.#proof = undefined
    open.abort.abort()
    const { occasion, fingerprint: named } = open.asked
    this.#dependencies.onEvent({ kind: 'proof', occasion, fingerprint: named, proof })
  }

  #freshEnvironment(): Record<string, string> {
    return { ...this.#surroundings.environment, [this.#options.key]: this.#token.reveal() }
  }

  #now(): Ticks {
    return this.#dependencies.clock.ticks()
  }

  /** Outcomes are facts; what is thrown here is a fault of ours, and whoever waits for the end hears of it. */
  #background(work: Promise<void> | undefined): void {
    work?.catch((error: unknown) => this.#outcome.reject(error))
  }
}
