/**
 * `everthread exchange`: a short-lived token becomes one of 60 days.
 *
 * | the token comes from | the new one goes |
 * |---|---|
 * | a `.env` | into it |
 * | standard input, with `--env FILE` | into that file, and into the data folder where there is one |
 * | standard input or the environment | into the data folder |
 * | anywhere, with `--print` | to standard output and nowhere else |
 */
import type { CommandContext } from '../command-context.ts'
import { type ExitCode, exitCodeOf } from '../exit-code.ts'
import { exchangeFile } from '../exchange/exchange-file.ts'
import { exchangeHanded } from '../exchange/exchange-handed.ts'
import type { Exchanged } from '../exchange/exchanged.ts'
import { renewJson } from '../json/renew-json.ts'
import { nameOf } from '../sentence.ts'
import { type TokenOptions, tokenToTake } from '../take/token-to-take.ts'
import { roundMessage, type RoundView, showRound } from '../views/round.ts'

export interface ExchangeOptions extends TokenOptions {
  readonly print?: boolean
}

export async function runExchange(context: CommandContext, options: ExchangeOptions): Promise<ExitCode> {
  const { token, place } = await tokenToTake(context, options)
  const isInFile = options.token === undefined && place !== undefined
  const exchanged =
    isInFile && !options.print
      ? await exchangeFile(context, token, place)
      : await exchangeHanded(context, { token, place, to: options.print ? 'print' : 'place' })
  report(context, exchanged, options)
  return exitCodeOf(exchanged.round.outcome)
}

function report(context: CommandContext, exchanged: Exchanged, { print }: ExchangeOptions): void {
  const { terminal, words, json } = context
  const { round, spoken, wasLong } = exchanged
  const token = print ? exchanged.token : undefined
  const view: RoundView = {
    spoken,
    to: print ? 'talk' : 'data',
    ...(wasLong && { title: words.longAlready(nameOf(context, round.profile)) }),
  }
  if (json) {
    const message = wasLong ? words.longAlreadyMessage : roundMessage(context, round, view)
    terminal.out(
      JSON.stringify({ ...renewJson(round, message), ...(token && { access_token: token.reveal() }) }),
    )
    return
  }
  showRound(context, round, view)
  if (!token) return
  terminal.say(words.printed)
  terminal.out(token.reveal())
}
