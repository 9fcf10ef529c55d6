/** Numbers as people read them. Pure. */
import type { Language } from '../../words/language.ts'

export interface Numbers {
  /** `12,345`; `12,345.5` where a median lies between two. */
  readonly count: (value: number) => string
  /** `4.2 %`: a share of 1. */
  readonly share: (value: number) => string
  /** `+12`, `−3`, `0`: with a sign, and a minus that is one. */
  readonly change: (by: number) => string
}

export function createNumbers(language: Language): Numbers {
  const counts = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const shares = new Intl.NumberFormat(language, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
  const changes = new Intl.NumberFormat(language, { signDisplay: 'exceptZero' })
  return {
    count: (value) => counts.format(value),
    share: (value) => shares.format(value),
    change: (by) => changes.format(by).replace('-', '−'),
  }
}
