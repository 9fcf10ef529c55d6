/** From the login's code to a short-lived token. A code works once, so nothing is repeated here. */
import { classify, exchangeCode, type Secret } from '@everthread/client'
import { sortFailure } from '../../keeper/threads-api.ts'
import { transportOf } from '../../net/transport.ts'
import { loginSentences } from '../../words/login-words.ts'
import type { CommandContext } from '../command-context.ts'
import { CommandError } from '../command-error.ts'
import { EXIT } from '../exit-code.ts'
import { CALL_LIMIT_MS } from '../keeper-for.ts'
import { sentenceFor } from '../sentence.ts'
import type { LoginApp } from './get-app.ts'
import { loginError } from './login-error.ts'

export interface GrantedLogin {
  readonly code: Secret
  readonly redirectUri: string
}

/** Throws `CommandError`. */
export async function fetchToken(
  context: CommandContext,
  { id, secret }: LoginApp,
  { code, redirectUri }: GrantedLogin,
): Promise<Secret> {
  try {
    const wanted = { clientId: id, clientSecret: secret, redirectUri, code }
    const { token } = await exchangeCode(transportOf(context, CALL_LIMIT_MS), wanted)
    return token
  } catch (error) {
    throw explain(context, error, redirectUri)
  }
}

function explain(context: CommandContext, error: unknown, redirectUri: string): unknown {
  const { words, config } = context
  const { reason } = classify(error)
  if (reason === 'code-used') {
    return new CommandError(reason, words.codeUsed, {
      exitCode: EXIT.needsPerson,
      remedy: words.codeUsedRemedy,
      cause: error,
    })
  }
  if (reason === 'redirect-uri-wrong' || reason === 'app-id-wrong') {
    const facts = { url: config.authorizeUrl, redirectUri, port: 0 }
    return loginError(reason, loginSentences(reason, facts, config.language), EXIT.needsPerson)
  }
  const failure = sortFailure(error)
  const known = 'reason' in failure ? failure.reason : 'suspect'
  const { message, remedy } = sentenceFor(context, known)
  return new CommandError(known, `${words.loginLost} ${message}`, {
    exitCode: failure.kind === 'refused' ? EXIT.needsPerson : EXIT.transient,
    remedy: [remedy, words.codeUsedRemedy].filter((line) => line !== undefined).join('\n'),
    cause: error,
  })
}
