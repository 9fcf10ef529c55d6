/** The browser login as a command does it: the address on standard error, answers from the browser or the clipboard. */
import { spawn } from 'node:child_process'
import { type LoginFacts, type LoginPhrase } from '../../connect/login-phrase.ts'
import { DEFAULT_REDIRECT_URI, logIn, type LoginDeps, type LoginOutcome } from '../../connect/login.ts'
import { openBrowser } from '../../connect/open-browser.ts'
import { isLoopbackHost } from '../../net/loopback-host.ts'
import { loginSentences } from '../../words/login-words.ts'
import type { CommandContext } from '../command-context.ts'
import { CommandError, usageError } from '../command-error.ts'
import { EXIT } from '../exit-code.ts'
import { WANTED_SCOPES } from '../json/token-json.ts'
import type { GrantedLogin } from './fetch-token.ts'
import { loginError } from './login-error.ts'

export interface LoginOrder {
  readonly clientId: string
  readonly redirectUri?: string | undefined
  readonly receive: 'browser' | 'paste'
}

/** Throws `CommandError` when the login comes to nothing. */
export async function askForLogin(context: CommandContext, order: LoginOrder): Promise<GrantedLogin> {
  const { config, terminal, signal, host, randomBytes } = context
  const { clientId, receive } = order
  const redirectUri = redirectUriOf(context, order)
  using lines = terminal.isInteractive || receive === 'paste' ? await terminal.openLines() : undefined
  const told = teller(context)
  const deps: LoginDeps = {
    clock: host,
    randomBytes,
    tell: told.tell,
    signal,
    ...(lines && { readLine: lines.readLine }),
    ...(terminal.isInteractive && {
      openBrowser: (url) => openBrowser(url, { platform: process.platform, clock: host, spawn }),
    }),
  }
  const { authorizeUrl, language } = config
  const options = { clientId, redirectUri, scopes: WANTED_SCOPES, authorizeUrl, receive, language }
  const outcome = await logIn(options, deps)
  if (outcome.kind !== 'granted')
    throw ended(context, outcome, told.facts() ?? { url: '', redirectUri, port: 0 })
  return outcome
}

/** Checked here, where the person can be told which words of the command line were wrong. */
function redirectUriOf({ words }: CommandContext, { redirectUri }: LoginOrder): string {
  if (redirectUri === undefined) return DEFAULT_REDIRECT_URI
  const url = URL.parse(redirectUri)
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopbackHost(url.hostname))
  if (!isSafe || redirectUri.includes('#')) throw usageError(words.redirectShape(redirectUri))
  return redirectUri
}

interface Teller {
  readonly tell: (phrase: LoginPhrase, facts: LoginFacts) => void
  readonly facts: () => LoginFacts | undefined
}

function teller({ terminal, config }: CommandContext): Teller {
  let last: LoginFacts | undefined
  return {
    tell: (phrase, facts) => {
      last = facts
      const { message, remedy, url } = loginSentences(phrase, facts, config.language)
      for (const line of [message, remedy, url]) if (line !== undefined) terminal.say(line)
    },
    facts: () => last,
  }
}

function ended(
  { config, words }: CommandContext,
  outcome: Exclude<LoginOutcome, { kind: 'granted' }>,
  facts: LoginFacts,
): CommandError {
  if (outcome.kind === 'given-up') return new CommandError('given-up', words.loginGivenUp)
  const phrase = outcome.kind === 'window-refused' ? outcome.phrase : outcome.kind
  return loginError(phrase, loginSentences(phrase, facts, config.language), EXIT.needsPerson)
}
