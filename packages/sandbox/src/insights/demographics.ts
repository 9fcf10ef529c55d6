/** Who somebody's followers are: shares that follow from the account, and add up to all of them. */
import { chance } from './growth.ts'

export const BREAKDOWNS = ['age', 'city', 'country', 'gender'] as const

export type Breakdown = (typeof BREAKDOWNS)[number]

/** Values with their weight in the world. */
const VALUES: Readonly<Record<Breakdown, readonly (readonly [value: string, weight: number])[]>> = {
  age: [
    ['13-17', 4],
    ['18-24', 22],
    ['25-34', 34],
    ['35-44', 20],
    ['45-54', 11],
    ['55-64', 6],
    ['65+', 3],
  ],
  city: [
    ['New York, New York', 18],
    ['London, England', 15],
    ['Moscow, Moscow', 14],
    ['São Paulo, São Paulo (state)', 13],
    ['Berlin, Berlin', 11],
    ['Mumbai, Maharashtra', 11],
    ['Tokyo, Tokyo', 9],
    ['Almaty, Almaty', 9],
  ],
  country: [
    ['US', 34],
    ['BR', 14],
    ['RU', 12],
    ['IN', 12],
    ['GB', 9],
    ['DE', 8],
    ['JP', 6],
    ['KZ', 5],
  ],
  gender: [
    ['F', 47],
    ['M', 44],
    ['U', 9],
  ],
}

export interface Share {
  readonly value: string
  readonly followers: number
}

/** Values without a follower are left out; the most followers come first. */
export function demographicsOf(
  user: { readonly id: string; readonly followers: number },
  breakdown: Breakdown,
): readonly Share[] {
  const weighed = VALUES[breakdown].map(([value, weight]) => ({
    value,
    weight: weight * (0.5 + chance(user.id, value)),
  }))
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0)
  const shares = weighed
    .map(({ value, weight }) => ({ value, followers: Math.floor((user.followers * weight) / total) }))
    .toSorted((a, b) => b.followers - a.followers)
  const counted = shares.reduce((sum, { followers }) => sum + followers, 0)
  return shares
    .map(({ value, followers }, place) => ({
      value,
      // What the rounding left over goes to the largest.
      followers: place === 0 ? followers + user.followers - counted : followers,
    }))
    .filter(({ followers }) => followers > 0)
}
