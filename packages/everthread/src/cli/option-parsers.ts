/** The values of options: text to value. What cannot be used is the command line's mistake. */
import { parseRenewBefore } from '../config/renew-before.ts'
import { parseDuration } from '../time/duration.ts'
import { usageError } from './command-error.ts'
import type { LineMistakes } from './words/program-words.ts'

type Parser<Value> = (text: string) => Value

/** Each makes the parser of the option with that name. */
export interface OptionParsers {
  /** Milliseconds. */
  duration(option: string): Parser<number>
  wholeNumber(option: string): Parser<number>
  /** `20d`, `33%`: as it is stored. */
  window(option: string): Parser<string>
  oneOf(option: string, values: readonly string[]): Parser<string>
  /** `-`, and nothing else: standard input. */
  dash(option: string): Parser<string>
}

export function optionParsers(words: LineMistakes): OptionParsers {
  return {
    duration: (option) => (text) => {
      const ms = parseDuration(text)
      if (ms === undefined || ms <= 0) throw usageError(words.notADuration(option, text))
      return ms
    },
    wholeNumber: (option) => (text) => {
      if (!/^\d{1,9}$/.test(text)) throw usageError(words.notANumber(option, text))
      return Number(text)
    },
    window: (option) => (text) => {
      if (!parseRenewBefore(text)) throw usageError(words.notAWindow(option, text))
      return text.trim()
    },
    oneOf: (option, values) => (text) => {
      if (!values.includes(text)) throw usageError(words.notOneOf(option, values.join(', '), text))
      return text
    },
    dash: (option) => (text) => {
      if (text !== '-') throw usageError(words.notADash(option))
      return text
    },
  }
}
