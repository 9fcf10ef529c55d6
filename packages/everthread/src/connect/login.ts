/**
 * The browser login: shows the address of the login window, and takes the answer from wherever it comes first, the
 * loopback server or the person's clipboard. What comes out is a code; exchanging it is the caller's.
 *
 * | redirect URI                    | listens on                                   | pasting |
 * | ------------------------------- | -------------------------------------------- | ------- |
 * | `https://localhost:4281/…`      | that port, TLS, a certificate made on the spot | yes   |
 * | `http://localhost:…` (sandbox)  | that port, plain                             | yes     |
 * | somebody's own `https://…`      | 127.0.0.1:4281, plain, for their reverse proxy | yes   |
 * | any, with `--paste`             | nothing                                      | yes     |
 *
 * The login window never redirects when something is wrong with the app (a redirect URI that is not registered, a
 * tester who has not accepted, a wrong app id): it shows a page of JSON. So a login ends after a time, with that hint,
 * and the page itself can be pasted and is understood.
 */
import { authorizeUrl, type Scope, type Secret } from '@everthread/client'
import type { Clock } from '../time/clock.ts'
import { MINUTE } from '../time/duration.ts'
import type { Language } from '../words/language.ts'
import { isLoopbackHost } from '../net/loopback-host.ts'
import type { LoginFacts, LoginPhrase } from './login-phrase.ts'
import { createLoginState } from './login-state.ts'
import {
  LoopbackListenError,
  type LoopbackServer,
  loginPort,
  startLoopbackServer,
} from './loopback-server.ts'
import { readPaste, type WindowRefusal } from './paste.ts'

/** Unless configured. Meta wants `https:`, and the very same text in the app's settings. */
export const DEFAULT_REDIRECT_URI = 'https://localhost:4281/callback'

export interface LoginOptions {
  /** The Threads app id. */
  readonly clientId: string
  readonly redirectUri: string
  readonly scopes: readonly Scope[]
  /** Another login window, such as the sandbox's. */
  readonly authorizeUrl?: string
  /** `paste`: no browser on this machine; nothing is opened and nothing listens. */
  readonly receive: 'browser' | 'paste'
  /** Where a reverse proxy hands the callback on, for a redirect URI that is not on loopback. */
  readonly forwardPort?: number
  /** Of the page that the browser ends on. */
  readonly language: Language
  readonly timeLimitMs?: number
}

export interface LoginDeps {
  readonly clock: Clock
  readonly randomBytes: (size: number) => Uint8Array
  /** Says something to the person, now. */
  readonly tell: (phrase: LoginPhrase, facts: LoginFacts) => void
  readonly openBrowser?: (url: string) => Promise<'opened' | 'not-opened'>
  /** A line that the person typed; `undefined` at the end of input. Absent where nobody can type. */
  readonly readLine?: (signal: AbortSignal) => Promise<string | undefined>
  readonly signal?: AbortSignal
}

export type LoginOutcome =
  | { readonly kind: 'granted'; readonly code: Secret; readonly redirectUri: string }
  | { readonly kind: 'denied' }
  /** The login window ended on a page of its own, which the person pasted. */
  | { readonly kind: 'window-refused'; readonly phrase: WindowRefusal }
  | { readonly kind: 'timed-out' }
  /** Nothing listens, and nothing more can be pasted. */
  | { readonly kind: 'input-ended' }
  /** `signal` aborted. */
  | { readonly kind: 'given-up' }

const TIME_LIMIT_MS = 15 * MINUTE

/** Throws `TypeError` when an option is wrong, before anything is opened. */
export async function logIn(options: LoginOptions, deps: LoginDeps): Promise<LoginOutcome> {
  const login = beginLogin(options, deps)
  const listening: Listening = options.receive === 'browser' ? await listen(login) : {}
  await using server = listening.server
  await invite(login, listening.phrase)
  const over = new AbortController()
  const signal = deps.signal ? AbortSignal.any([deps.signal, over.signal]) : over.signal
  try {
    const answer = await Promise.race([
      ...(server ? [server.answer] : []),
      takePastes(login, { signal, canStillCome: server !== undefined }),
      timeOut(login, signal),
    ])
    if (deps.signal?.aborted) return { kind: 'given-up' }
    return answer.kind === 'granted' ? { ...answer, redirectUri: options.redirectUri } : answer
  } finally {
    over.abort()
  }
}

interface Login {
  readonly options: LoginOptions
  readonly deps: LoginDeps
  readonly state: string
  readonly facts: LoginFacts
  readonly tell: (phrase: LoginPhrase) => void
}

function beginLogin(options: LoginOptions, deps: LoginDeps): Login {
  const { clientId, redirectUri, scopes } = options
  const state = createLoginState(deps.randomBytes)
  const window = options.authorizeUrl === undefined ? {} : { authorizeUrl: options.authorizeUrl }
  const url = authorizeUrl({ clientId, redirectUri, scopes, state, ...window })
  const facts = { url, redirectUri, port: loginPort(new URL(redirectUri), options.forwardPort) }
  return { options, deps, state, facts, tell: (phrase) => deps.tell(phrase, facts) }
}

interface Listening {
  readonly server?: LoopbackServer
  /** What the person should know about it. */
  readonly phrase?: LoginPhrase
}

/** A port that cannot be had costs comfort, not the login: the address can be pasted. */
async function listen({ options, state, tell }: Login): Promise<Listening> {
  const { language, forwardPort } = options
  const redirectUri = new URL(options.redirectUri)
  const onWrongState = (): void => tell('wrong-state')
  const forward = forwardPort === undefined ? {} : { forwardPort }
  try {
    const server = await startLoopbackServer({ redirectUri, state, language, onWrongState, ...forward })
    if (!isLoopbackHost(redirectUri.hostname)) return { server, phrase: 'forwarding' }
    return redirectUri.protocol === 'https:' ? { server, phrase: 'certificate-warning' } : { server }
  } catch (error) {
    if (error instanceof LoopbackListenError) return { phrase: error.code }
    throw error
  }
}

async function invite({ options, deps, facts, tell }: Login, phrase: LoginPhrase | undefined): Promise<void> {
  tell('open-address')
  if (phrase) tell(phrase)
  if (deps.readLine) tell('paste-address')
  if (options.receive === 'browser' && (await deps.openBrowser?.(facts.url)) === 'opened') {
    tell('browser-opened')
  }
}

type End = Awaited<LoopbackServer['answer']> | Exclude<LoginOutcome, { kind: 'granted' }>

/** Reads until something settles the login. */
async function takePastes(
  { deps, state, tell }: Login,
  { signal, canStillCome }: { signal: AbortSignal; canStillCome: boolean },
): Promise<End> {
  for (;;) {
    const line = await deps.readLine?.(signal)
    if (line === undefined) return canStillCome ? never() : { kind: 'input-ended' }
    const paste = readPaste(line, state)
    if (paste.kind === 'again') tell(paste.phrase)
    else if (paste.kind !== 'nothing') return paste
  }
}

/** What loses every race. */
function never(): Promise<never> {
  return new Promise(() => undefined)
}

/** In naps of a minute: no timer is longer. */
async function timeOut({ options, deps: { clock } }: Login, signal: AbortSignal): Promise<End> {
  const end = clock.ticks() + (options.timeLimitMs ?? TIME_LIMIT_MS)
  while (clock.ticks() < end && !signal.aborted) {
    await clock.sleep(Math.min(end - clock.ticks(), MINUTE), signal)
  }
  return { kind: 'timed-out' }
}
