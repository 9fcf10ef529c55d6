/** What is shown of numbers, as JSON: names in snake case, instants in ISO 8601. What is missing keeps its reason. */
import type { Snake } from '../../server/wire-keys.ts'
import type { MetaDay } from '../../insights/meta-day.ts'
import { type Millis, toIso, toMillis } from '../../time/clock.ts'

export type InsightJson<T> = T extends Millis
  ? string
  : T extends MetaDay
    ? string
    : T extends readonly (infer Item)[]
      ? readonly InsightJson<Item>[]
      : T extends object
        ? { readonly [K in keyof T as K extends string ? Snake<K> : K]: InsightJson<T[K]> }
        : T

/** @NOTE Instants are told by their names, which end as all names of instants do: a test holds it to the schemas. */
const INSTANT = /^(?:at|since|until|.*_at)$/

export function insightJson<T>(value: T): InsightJson<T> {
  return shown(value) as InsightJson<T>
}

function shown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shown)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]: [string, unknown]) => {
      const key = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
      return [key, typeof one === 'number' && INSTANT.test(key) ? toIso(toMillis(one)) : shown(one)]
    }),
  )
}
