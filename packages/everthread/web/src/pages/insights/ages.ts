/** How old a post was: «15 минут», "3 days". Pure. */
import type { Language } from '../../words/language.ts'

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

export function createAges(language: Language): (ms: number) => string {
  return (ms) => {
    const [unit, size] = UNITS.find(([, one]) => ms >= one) ?? ['minute', 60_000]
    return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(
      Math.round(ms / size),
    )
  }
}
