/** When it goes out, as a person says it and as the API takes it. Pure. */
import { toIso } from '../../time/server-clock.ts'

/** `same`: at the time that it has. */
export const WHENS = ['same', 'now', 'next_slot', 'later', 'at', 'draft'] as const
export type WhenChoice = (typeof WHENS)[number]

export interface Choice {
  readonly when: WhenChoice
  /** `2026-11-24T09:00`, on the wall of the zone. */
  readonly wall: string
}

const LATER_MS = 2 * 3_600_000

/** `undefined`: it stays a draft, or its time is missing. */
export function whenOf(
  { when, wall }: Choice,
  { now, zone }: { readonly now: number; readonly zone: string },
) {
  switch (when) {
    case 'now':
      return { kind: 'now' as const }
    case 'next_slot':
      return { kind: 'next_slot' as const }
    case 'later':
      return { kind: 'at' as const, at: toIso(now + LATER_MS) }
    case 'at':
      return wall === '' ? undefined : { kind: 'wall' as const, wall, zone }
    case 'same':
    case 'draft':
      return undefined
    default:
      return when satisfies never
  }
}
