/**
 * What dates and durations are said with, in the forms of the languages' own plurals: the words of `Intl`, as a test proves,
 * without the 12 ms that its first formatter takes (bench/README.md).
 */
import type { Language } from './language.ts'

export type Unit = 'day' | 'hour' | 'minute' | 'second'

/** By the plural rule of a count; where a rule has no form of its own, `other`. */
export type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>

export interface TimeWords {
  /** As they stand in a date: in Russian in the genitive. */
  readonly months: readonly string[]
  readonly units: Readonly<Record<Unit, Forms>>
  /** What follows "in" or stands before "ago": in Russian the accusative. */
  readonly unitsAway: Readonly<Record<Unit, Forms>>
  readonly ahead: (span: string) => string
  readonly ago: (span: string) => string
  readonly now: string
  readonly and: string
}

const EN_UNITS: TimeWords['units'] = {
  day: { one: 'day', other: 'days' },
  hour: { one: 'hour', other: 'hours' },
  minute: { one: 'minute', other: 'minutes' },
  second: { one: 'second', other: 'seconds' },
}

const en: TimeWords = {
  months: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  units: EN_UNITS,
  unitsAway: EN_UNITS,
  ahead: (span) => `in ${span}`,
  ago: (span) => `${span} ago`,
  now: 'now',
  and: 'and',
}

const RU_UNITS: TimeWords['units'] = {
  day: { one: 'день', few: 'дня', other: 'дней' },
  hour: { one: 'час', few: 'часа', other: 'часов' },
  minute: { one: 'минута', few: 'минуты', other: 'минут' },
  second: { one: 'секунда', few: 'секунды', other: 'секунд' },
}

const ru: TimeWords = {
  months: [
    'января',
    'февраля',
    'марта',
    'апреля',
    'мая',
    'июня',
    'июля',
    'августа',
    'сентября',
    'октября',
    'ноября',
    'декабря',
  ],
  units: RU_UNITS,
  unitsAway: {
    ...RU_UNITS,
    minute: { ...RU_UNITS.minute, one: 'минуту' },
    second: { ...RU_UNITS.second, one: 'секунду' },
  },
  ahead: (span) => `через ${span}`,
  ago: (span) => `${span} назад`,
  now: 'сейчас',
  and: 'и',
}

export const TIME_WORDS: Readonly<Record<Language, TimeWords>> = { en, ru }
