/** How much of a token's life is left, for the ring and the sentence beside it. Pure. */
import { DAY } from '../time/spoken.ts'

/** Of a long-lived token, where the account does not say when its own was issued. */
const USUAL_LIFE_DAYS = 60

export type TokenLife =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'endless' }
  | { readonly kind: 'expired' }
  /** Before its time: Meta takes it no more. */
  | { readonly kind: 'dead' }
  | {
      readonly kind: 'left'
      readonly days: number
      /** Of 60 strokes: how many days are still to come, and where the next renewal lies, counted from the end of life. */
      readonly strokesLeft: number
      readonly renewalStroke: number | undefined
    }

export interface LifeFacts {
  readonly kind: 'short' | 'long' | 'permanent' | undefined
  readonly expiresAt: number | undefined
  readonly nextAt: number | undefined
  readonly isDead: boolean
}

export const STROKES = USUAL_LIFE_DAYS

export function tokenLife({ kind, expiresAt, nextAt, isDead }: LifeFacts, now: number): TokenLife {
  if (isDead) return { kind: 'dead' }
  if (kind === 'permanent') return { kind: 'endless' }
  if (expiresAt === undefined) return { kind: 'unknown' }
  if (expiresAt <= now) return { kind: 'expired' }
  const strokeOf = (at: number): number => Math.min(STROKES, Math.ceil((expiresAt - at) / DAY))
  const isAhead = nextAt !== undefined && nextAt >= now && nextAt < expiresAt
  return {
    kind: 'left',
    days: Math.floor((expiresAt - now) / DAY),
    strokesLeft: strokeOf(now),
    renewalStroke: isAhead ? strokeOf(nextAt) : undefined,
  }
}
