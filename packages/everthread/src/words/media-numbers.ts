/** Sizes and rates of media, as people of a language write them. */
import type { Language } from './language.ts'

export interface MediaNumbers {
  readonly decimal: (value: number) => string
  readonly megabytes: (bytes: number) => string
  readonly megabits: (perSecond: number) => string
  readonly kilobits: (perSecond: number) => string
  readonly kilohertz: (hertz: number) => string
}

const UNITS = {
  en: { megabytes: 'MB', megabits: 'Mbit/s', kilobits: 'kbit/s', kilohertz: 'kHz' },
  ru: { megabytes: 'МБ', megabits: 'Мбит/с', kilobits: 'кбит/с', kilohertz: 'кГц' },
} as const satisfies Record<Language, Record<Exclude<keyof MediaNumbers, 'decimal'>, string>>

/** The limit is in binary ones. Rounded up: what is above a limit never shows as the limit. */
const MEGABYTE = 1024 ** 2

export function inUnits(language: Language): MediaNumbers {
  const units = UNITS[language]
  const decimal = (value: number): string => {
    const text = String(Math.round(value * 10) / 10)
    return language === 'ru' ? text.replace('.', ',') : text
  }
  return {
    decimal,
    megabytes: (bytes) => `${decimal(Math.ceil((10 * bytes) / MEGABYTE) / 10)} ${units.megabytes}`,
    megabits: (rate) => `${decimal(rate / 1_000_000)} ${units.megabits}`,
    kilobits: (rate) => `${decimal(rate / 1000)} ${units.kilobits}`,
    kilohertz: (rate) => `${decimal(rate / 1000)} ${units.kilohertz}`,
  }
}
