/**
 * In which way a new value is written: the style that is there, if all five readers read this value in it equally; else
 * the first of single and double quotes in which they do; else not at all.
 *
 *     bare      letters, digits and _ - . , : / @ % + =
 *     single    no `'`; no backslash before a backslash (python-dotenv makes one of two) or at the end (an escaped quote)
 *     double    no `"`, `\`, `$` or backtick: the shell, compose and python-dotenv would act on them
 *     backtick  only where it is already there: dotenv and Node alone know it
 *     nowhere   `${`, which python-dotenv expands even in single quotes; and anything that is not printable
 */
import type { ValueForm } from './env-syntax.ts'

export type ValueStyle = Exclude<ValueForm, 'empty'>

/** The styles that may be taken in place of the one that is there, the preferred first. */
const PORTABLE_STYLES = ['bare', 'single', 'double'] as const

const FITS: Readonly<Record<ValueStyle, (value: string) => boolean>> = {
  bare: (value) => /^[A-Za-z0-9_\-.,:/@%+=]+$/.test(value),
  single: (value) => !/'|\\\\|\\$/.test(value),
  double: (value) => !/["\\$`]/.test(value),
  backtick: (value) => !/[`\\]/.test(value),
}

const QUOTE_OF: Readonly<Record<ValueStyle, string>> = { bare: '', single: "'", double: '"', backtick: '`' }

export interface StyleWish {
  /** The style that is there; absent for a new line. */
  readonly current?: ValueStyle
  /** What follows on the line would be read as part of a bare value. */
  readonly bareIsUnsafe?: boolean
}

/** @throws TypeError when there is no style in which all readers agree on this value. */
export function chooseStyle(value: string, { current, bareIsUnsafe = false }: StyleWish): ValueStyle {
  assertWritable(value)
  const wanted = current === undefined ? PORTABLE_STYLES : [current, ...PORTABLE_STYLES.slice(1)]
  const style = wanted.find((style) => FITS[style](value) && !(style === 'bare' && bareIsUnsafe))
  if (style) return style
  throw new TypeError('the value cannot be written to a .env file so that every reader reads it equally')
}

export function writeInStyle(value: string, style: ValueStyle): string {
  return QUOTE_OF[style] + value + QUOTE_OF[style]
}

/** No message shows the value: it may be a secret. */
function assertWritable(value: string): void {
  if (value === '') throw new TypeError('an empty value is never written to a .env file')
  if (/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\ufeff]/u.test(value)) {
    throw new TypeError(
      'the value has a character in it that cannot be printed: a line break, a NUL or the like',
    )
  }
  if (value.includes('${')) {
    throw new TypeError('the value has "${" in it, which python-dotenv expands in every quote style')
  }
}
